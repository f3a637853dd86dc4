"""What a shop would run in production: no debugging, one lasting connection a process."""

import os
from urllib.parse import unquote, urlsplit

_database = urlsplit(os.environ["DATABASE_URL"])

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": _database.hostname,
        "PORT": _database.port or 5432,
        "USER": unquote(_database.username or ""),
        "PASSWORD": unquote(_database.password or ""),
        "NAME": _database.path.lstrip("/"),
        "CONN_MAX_AGE": None,
    }
}
DEBUG = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = ["kopihub"]
SECRET_KEY = "nothing is signed here"
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
