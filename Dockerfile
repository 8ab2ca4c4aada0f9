# One image a service: docker build --target ingest|enrich|publish .

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
# Tests and the format check belong to the build of the project, not to that of its images.
RUN mvn --batch-mode --no-transfer-progress -DskipTests -Dspotless.check.skip \
        -pl ingest-service,enrich-service,publish-service -am \
        package dependency:copy-dependencies -DincludeScope=runtime

FROM eclipse-temurin:25-jre AS service
RUN groupadd --system --gid 10001 dateline \
    && useradd --system --uid 10001 --gid dateline --home-dir /var/lib/dateline --create-home dateline
COPY deploy/healthy deploy/jvm.options /opt/dateline/
ENV DATELINE_HTTP_HOST=0.0.0.0 DATELINE_HTTP_PORT=8080
WORKDIR /var/lib/dateline
USER dateline
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=10s --start-period=60s --retries=3 CMD ["/opt/dateline/healthy", "8080", "/readyz"]

FROM service AS ingest
COPY --from=build /src/ingest-service/target/dependency /src/ingest-service/target/ingest-service-*.jar /opt/dateline/lib/
ENTRYPOINT ["java", "@/opt/dateline/jvm.options", "-cp", "/opt/dateline/lib/*", "dev.dateline.ingest.IngestMain"]

FROM service AS enrich
COPY --from=build /src/enrich-service/target/dependency /src/enrich-service/target/enrich-service-*.jar /opt/dateline/lib/
ENTRYPOINT ["java", "@/opt/dateline/jvm.options", "-cp", "/opt/dateline/lib/*", "dev.dateline.enrich.EnrichMain"]

FROM service AS publish
COPY --from=build /src/publish-service/target/dependency /src/publish-service/target/publish-service-*.jar /opt/dateline/lib/
ENTRYPOINT ["java", "@/opt/dateline/jvm.options", "-cp", "/opt/dateline/lib/*", "dev.dateline.publish.PublishMain"]
