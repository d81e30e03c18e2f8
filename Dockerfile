# One image for every process of the shop; the command chooses: serve bff, serve admin, worker, relay, schedule,
# migrate.
#
# BASE is Debian bookworm with Python 3.11 in it, or bare: then Debian's own 3.11 is installed. It is a tag here,
# because a digest grows old in a file; pin it where the image is built, see docs/deploying.md:
#   --build-arg BASE=python:3.11-slim-bookworm@sha256:...
ARG BASE=python:3.11-slim-bookworm

# checkov:skip=CKV_DOCKER_7: the tag is in BASE, one line above
FROM ${BASE} AS python
# However old the base is, its packages are the newest from here on, and the day on which they were is kept where
# `shop advisories` looks: in one step, so that a step out of a builder's cache keeps the older day with the older
# packages. SOURCE_DATE_EPOCH is for whoever builds an image again and wants the same bytes: then it is that day.
# DL3008: Debian keeps one version of a package per release, and a security fix must not break the build.
ARG SOURCE_DATE_EPOCH
# hadolint ignore=DL3008
RUN export DEBIAN_FRONTEND=noninteractive \
    && apt-get update \
    && apt-get upgrade --yes --no-install-recommends \
    && { command -v python3 >/dev/null || apt-get install --yes --no-install-recommends ca-certificates python3; } \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* \
    && date --utc --date="@${SOURCE_DATE_EPOCH:-$(date +%s)}" +%Y-%m-%dT%H:%M:%SZ > /opt/built


FROM python AS build
# Debian keeps `venv` in a package of its own.
# hadolint ignore=DL3008
RUN python3 -c 'import ensurepip' 2>/dev/null || { \
        apt-get update \
        && apt-get install --yes --no-install-recommends python3-venv \
        && rm -rf /var/lib/apt/lists/* /var/cache/apt/*; \
    }
# Two environments: pip lives in the first and fills the second, which is all that leaves this stage.
RUN python3 -m venv /opt/pip && python3 -m venv --without-pip /opt/venv
COPY requirements.lock /build/
# Where packages come from is the builder's matter: PIP_INDEX_URL in the clear, certificates as the build secret `ca`.
ARG PIP_INDEX_URL
RUN --mount=type=secret,id=ca \
    if [ -s /run/secrets/ca ]; then export PIP_CERT=/run/secrets/ca; fi \
    && /opt/pip/bin/pip --python /opt/venv/bin/python install --no-cache-dir --no-compile --progress-bar off \
        --require-hashes --no-deps --only-binary :all: -r /build/requirements.lock
COPY wsgi.py /app/
COPY admin /app/admin
COPY bff /app/bff
COPY core /app/core
COPY jobs /app/jobs
COPY templates /app/templates
# The shop runs from its folder, where it finds `templates/` beside its packages: it is not a wheel, so the image needs
# no build tools and the entry point is these lines. Bytecode is made here, once, since the running user may write none;
# it is not checked against the sources, which cannot change. Modes do not depend on the builder's umask.
RUN printf '#!/opt/venv/bin/python\nfrom core.cli import shop\n\nshop()\n' > /opt/venv/bin/shop \
    && chmod 755 /opt/venv/bin/shop \
    && chmod -R a+rX,go-w /app \
    && /opt/venv/bin/python -m compileall -q --invalidation-mode unchecked-hash /opt/venv/lib /app


FROM python
# What runs installs nothing: the base's own pip goes, and with it whatever else the base installed beside Python.
RUN rm -rf /usr/local/lib/python3*/site-packages/* /usr/local/lib/python3*/ensurepip \
        /usr/local/bin/pip* /usr/local/bin/wheel \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin shop
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app

# A container is reached from outside itself; what may reach it is the network's matter.
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    SHOP_BFF_BIND=0.0.0.0:8000 \
    SHOP_ADMIN_BIND=0.0.0.0:8001 \
    SHOP_METRICS_BIND=0.0.0.0:9101 \
    HEALTH_PORT=8000
WORKDIR /app
USER 10001:10001
EXPOSE 8000 8001 9101
STOPSIGNAL SIGTERM
# Kubernetes has probes of its own and does not read this. A process with a heartbeat is judged by the heartbeat's age,
# one that serves by /livez; the console's container sets HEALTH_PORT=8001.
HEALTHCHECK --interval=10s --timeout=2s --start-period=60s --retries=3 CMD ["sh", "-c", "\
    if [ -n \"$SHOP_HEARTBEAT_FILE\" ]; then test -n \"$(find \"$SHOP_HEARTBEAT_FILE\" -newermt '15 seconds ago')\"; \
    else python -c \"from urllib.request import urlopen; urlopen('http://127.0.0.1:$HEALTH_PORT/livez')\"; fi"]

ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Quayside" \
      org.opencontainers.image.description="A headless shop for Next.js" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

ENTRYPOINT ["shop"]
CMD ["serve", "bff"]
