# The app as an image: production dependencies from the lock file, and the build. Runs as an ordinary user.

FROM node:24-slim AS build
WORKDIR /app
# Before the sources, so that a change of the sources doesn't install the packages again. The postinstall script needs
# the patches.
COPY package.json package-lock.json .npmrc ./
COPY patches patches
RUN npm ci --omit=dev
COPY tsconfig.json tsconfig.build.json build.mjs ./
COPY src src
# The compiler is a dependency because "npm start" builds. The image doesn't need it after this step.
RUN npm run build && rm -r node_modules/typescript node_modules/@typescript

FROM node:24-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY migrations migrations
# The data of the app's own Postgres, which is used without DATABASE_URL.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# The same as "start" in package.json, but without .env, and without npm, which would stand between the app and its
# signals.
CMD ["node", "--optimize-for-size", "dist/main.js"]
