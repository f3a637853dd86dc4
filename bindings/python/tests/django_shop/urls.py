import json
from decimal import Decimal

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.urls import path
from loyalty_engine import Actor, LoyaltyError, MemberRef, to_json
from loyalty_engine.django import aprogram, program

from django_shop.shop.models import Order

CASHIER = Actor("cashier", "sari", outlet="kemang")


def buy(request: HttpRequest) -> JsonResponse:
    """An order and its stamp: both, or neither."""
    asked = json.loads(request.body)
    try:
        with transaction.atomic():
            Order.objects.create(receipt=asked["receipt"], phone=asked["phone"], total=Decimal(asked["total"]))
            outcome = program(CASHIER).record_purchase(
                MemberRef(phone=asked["phone"]), amount=Decimal(asked["total"]), receipt=asked["receipt"]
            )
    except LoyaltyError as error:
        return JsonResponse(json.loads(to_json(error)), status=409)
    return JsonResponse({"stamps": len(outcome.stamps)})


async def card(request: HttpRequest, phone: str) -> JsonResponse:
    """The card, from an async view."""
    member = await aprogram(CASHIER).look_up(MemberRef(phone=phone))
    return JsonResponse({"count": member.stamps.count if member.stamps else 0})


urlpatterns = [path("admin/", admin.site.urls), path("buy", buy), path("card/<str:phone>", card)]
