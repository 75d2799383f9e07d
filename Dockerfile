# The app as an image: production dependencies from the lock file and the build, run as an ordinary user.

FROM node:24-slim AS build
WORKDIR /app
# Before the sources, so that they are installed again only when they change. The patch is applied by a script of ours.
COPY package.json package-lock.json .npmrc ./
COPY patches patches
RUN npm ci --omit=dev
COPY tsconfig.json tsconfig.build.json ./
COPY src src
# The compiler is a dependency for "npm start", which builds; here nothing is built any more.
RUN npm run build && rm -r node_modules/typescript node_modules/@typescript

FROM node:24-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY migrations migrations
# Without DATABASE_URL the data is here.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# As in package.json's "start"; not by npm, which would stand between the app and its signals.
CMD ["node", "--optimize-for-size", "--max-semi-space-size=8", "--enable-source-maps", "dist/main.js"]
