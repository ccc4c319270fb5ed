FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /srv/site
RUN useradd --system --create-home --home-dir /srv/var tracker

COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes --requirement requirements.txt

COPY . .
# Values that only have to look right while the static files are collected.
RUN DATABASE_URL=postgres://nobody@127.0.0.1/none ALLOWED_HOSTS=127.0.0.1 \
    SECRET_KEY=only-while-the-image-is-built-and-never-to-sign-anything-with \
    python manage.py collectstatic --noinput

USER tracker
VOLUME /srv/var
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", \
     "--workers", "2", "--blocking-threads", "4", "--workers-kill-timeout", "10", \
     "--no-ws", "tracker.wsgi:application"]
