"""The engine in a Django project: on Django's own connection, in Django's own transaction.

    # settings.py
    INSTALLED_APPS = [..., "loyalty_engine.django"]
    LOYALTY = {"PROGRAM": "kopi-hub"}

    # views.py
    from loyalty_engine.django import program

    with transaction.atomic():
        order.save()
        program(actor).record_purchase(MemberRef(phone=order.phone), amount=order.total, receipt=order.number)

The order and its stamp are committed together, or neither is; a `TestCase` rolls both back.
"""

from __future__ import annotations

from ._loyalty import Loyalty, aprogram, program

__all__ = ["Loyalty", "aprogram", "program"]
