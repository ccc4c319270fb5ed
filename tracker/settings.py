"""All settings; :mod:`tracker.environment` says which variables change them."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from . import environment, secret
from .databases import databases

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = environment.read(os.environ, base=BASE_DIR)
IS_DEMO = ENVIRONMENT.is_demo
VAR_DIR = ENVIRONMENT.var
DEBUG = ENVIRONMENT.is_debug
SECRET_KEY = ENVIRONMENT.secret_key or secret.kept(VAR_DIR / "secret-key")
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
CONTACT = ENVIRONMENT.contact
# A language model that reads articles beside the rules; "" for none.
INTAKE_MODEL = ENVIRONMENT.intake_model
INTAKE_MODEL_HOSTS = ENVIRONMENT.intake_model_hosts
INTAKE_MODEL_KEY = ENVIRONMENT.intake_model_key
INTAKE_MODEL_URL = ENVIRONMENT.intake_model_url

# Applications

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "tracker",
    "sanctions",
    "exchanges",
    "tracker.desk.apps.DeskConfig",  # Django's admin; last, so that our templates win
]
MIDDLEWARE = [
    "tracker.gate.GateMiddleware",  # outermost: what it keeps is whole
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "tracker.lanes.ApiMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tracker.history.Middleware",
]
ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Database

DATABASES = databases(ENVIRONMENT)
DATABASE_ROUTERS = ["tracker.roles.Router"]
PGHISTORY_APPEND_ONLY = True
PGTRIGGER_MIGRATIONS = False  # installed after each migrate: 5 times faster
PGTRIGGER_INSTALL_ON_MIGRATE = True
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

# Language and time

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True

# Static files: the demo serves them from where they are, production collects them.

STATIC_URL = "/static/"
STATIC_ROOT = None if IS_DEMO else BASE_DIR / "staticfiles"
WHITENOISE_USE_FINDERS = IS_DEMO
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if IS_DEMO
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        ),
    },
}

# Accounts

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation."
        "UserAttributeSimilarityValidator",
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds

# What browsers and proxies are told

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Swagger's style sheet has icons inside
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
IS_HTTPS = ENVIRONMENT.is_https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds
CSRF_TRUSTED_ORIGINS = ENVIRONMENT.csrf_trusted_origins
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked without a proxy between
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.is_behind_proxy else None
)
X_FRAME_OPTIONS = "DENY"

# How much one request may bring: an article fits, a flood does not.

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_HANDLERS = [
    "tracker.upload_limits.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Public reading

CACHE_BYTES = ENVIRONMENT.cache_megabytes * 1024 * 1024  # of ready answers, a process
RATE_LIMIT = ENVIRONMENT.rate_limit  # requests a minute and address; 0: no limit
RATE_LIMIT_TOKEN = ENVIRONMENT.rate_limit_token
TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies
# Where nothing is counted or kept: editors, files, and what watches the site.
GATE_OPEN = (
    STATIC_URL,
    *("/admin/", "/accounts/", "/healthz", "/readyz", "/metrics", "/version.json"),
)

# API

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAdminUser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "tracker.problems.handler",
    "URL_FORMAT_OVERRIDE": None,  # ?format= is a parameter like others: unknown
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "What was given in exchange",
    "DESCRIPTION": "Releases of detainees, what was given for each, and who says so.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
