"""Django's settings, made from the operator's options, which `options.py` reads."""

import os
from pathlib import Path

from shanyrak.interfaces.shared.discovery import areas, web_interfaces
from shanyrak.project.databases import database
from shanyrak.project.keys import load_keys
from shanyrak.project.logs import QUIET_LOGS
from shanyrak.project.options import read_options

OPTIONS = read_options(os.environ)
HOME = Path(OPTIONS.home)
DATABASES = {"default": database(OPTIONS.database, home=HOME)}
HAS_FILE = "sqlite" in DATABASES["default"]["ENGINE"]
# Of PostgreSQL only this is known before it is asked: the home was served, so it had keys.
DATA = Path(DATABASES["default"]["NAME"]) if HAS_FILE else HOME / "serve.lock"
SECRETS, SITE_SALT = load_keys(HOME, has_data=DATA.is_file())
# Who can be erased stands in the audit log under a word that their own key makes, and so do their stays.
REFERENCE_KEYS = "shanyrak.apps.stays.queries.references.find_reference_keys"
SECRET_KEY = SECRETS.django.reveal().hex()

DEBUG = False
ALLOWED_HOSTS = [*OPTIONS.hosts, *filter(None, [OPTIONS.onion])]
ROOT_URLCONF = "shanyrak.project.urls"
WSGI_APPLICATION = "shanyrak.project.wsgi.application"

# Each area with tables is an app, and so is each interface with templates. No accounts, sessions or log of
# Django's own: its tables keep tokens and times that ours do not.
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    *(f"shanyrak.apps.{area}" for area in areas()),
    *(f"shanyrak.interfaces.{name}" for name in ("shared", *web_interfaces())),
]
MIDDLEWARE = [
    "shanyrak.interfaces.shared.headers.Headers",
    "shanyrak.interfaces.shared.static_files.StaticFiles",
    "shanyrak.interfaces.shared.language.Language",
    "django.middleware.common.CommonMiddleware",
    "shanyrak.interfaces.shared.refusals.Refusals",
    "shanyrak.interfaces.shared.same_origin.SameOrigin",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
STATIC_URL = "/-/"  # for Django's server of tests alone; see static_files.PREFIX
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "shanyrak.interfaces.shared.static_files.HashedNames"},
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"  # none of ours uses it: tests/floors/test_models.py
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
LOGGING = QUIET_LOGS
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024

# TLS ends at the proxy in front; it says so in this header, and must drop what a visitor puts there.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if OPTIONS.https else None

USE_TZ = True
TIME_ZONE = OPTIONS.time_zone
LANGUAGE_CODE = "en"
LANGUAGE_NAMES = {"kk": "қазақша", "ru": "русский", "en": "English", "uk": "українська", "ky": "кыргызча"}
LANGUAGES = [(code, LANGUAGE_NAMES[code]) for code in OPTIONS.languages]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
FORMAT_MODULE_PATH = "shanyrak.interfaces.shared.reading"
# What `check --deploy` says about parts of Django that are not here: its headers and its tokens in forms.
SILENCED_SYSTEM_CHECKS = ["security.W001", "security.W003"]
