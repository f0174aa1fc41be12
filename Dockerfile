# The program in one image, for `start` and `worker` alike; see "On several machines" in README.md.

FROM node:26-slim AS build
WORKDIR /app
# The packages first: they change less often than the program. None of their install scripts is needed.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts
# Chromium is unpacked here once, so that printing needs nothing to write on but /tmp; what it came packed in stays behind.
RUN node --input-type=module --eval "\
      const { unpackChromium } = await import('/app/dist/src/render/unpack-chromium.js'); \
      await unpackChromium('/cache/semainier')" \
  && rm -r node_modules/@sparticuz/chromium/bin

FROM node:26-slim
ENV NODE_ENV=production XDG_CACHE_HOME=/cache
WORKDIR /app
COPY --from=build --chown=node:node /cache /cache
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/templates templates
COPY --from=build /app/config config
COPY --from=build /app/src/cli/demo/data src/cli/demo/data
COPY --from=build /app/dist dist
# Without DATABASE_URL the database is a file here.
RUN install -d -o node -g node data
VOLUME /app/data
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "dist/src/cli/main.js"]
CMD ["start", "--host", "0.0.0.0"]
