# The commands in a container: docker build -t cablefix . && docker run --rm -v "$PWD:/work" cablefix help
# The first stage has what a build may need; what is run has Python and the package alone.
FROM python:3.12.8-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
COPY requirements.txt ./
RUN python -m venv /opt/cablefix && /opt/cablefix/bin/pip install --requirement requirements.txt
COPY . .
RUN /opt/cablefix/bin/pip install --no-deps .

FROM python:3.12.8-slim-bookworm
LABEL org.opencontainers.image.source="https://github.com/cablefix/cablefix" \
      org.opencontainers.image.licenses="MIT AND Apache-2.0 AND CC-BY-3.0 AND CC-BY-4.0"
COPY --from=build /opt/cablefix /opt/cablefix
RUN useradd --uid 1000 --no-create-home --shell /usr/sbin/nologin cablefix
ENV PATH=/opt/cablefix/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 1000:1000
WORKDIR /work
ENTRYPOINT ["cablefix"]
CMD ["help"]
