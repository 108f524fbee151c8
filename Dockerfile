# The production image: the server, the page, no database. It needs MYSQL_URI, and JWT_SECRET when it is not alone.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -q package -am -pl modules/server -DskipTests

FROM eclipse-temurin:25-jre
RUN useradd --uid 10001 --no-create-home --home-dir /app --shell /usr/sbin/nologin confab \
    && install -d -o confab /data /app/logs
WORKDIR /app
COPY --from=build /src/modules/server/target/confab.jar ./
ENV CONFAB_HOST=0.0.0.0 CONFAB_DATA_DIR=/data
VOLUME /data
EXPOSE 8000
# As a number: an orchestrator can see that it is not root.
USER 10001
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["java", "-Xmx32m", "-XX:TieredStopAtLevel=1", "-jar", "confab.jar", "--check-health"]
# Exec form: SIGTERM reaches the server, which says goodbye to its clients.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "confab.jar"]
