# One of the four programs as an image: docker build --build-arg SERVICE=alert-ingest -t bellwire/alert-ingest .
# Both base images can be replaced, so that it builds where no registry can be reached.
ARG JDK_IMAGE=eclipse-temurin:25-jdk
ARG JRE_IMAGE=eclipse-temurin:25-jre

# All four are built at once, so that their images share this stage.
FROM ${JDK_IMAGE} AS build
# "source" builds from source; "built" takes the jars that ./mvnw package left on this machine.
ARG JARS=source
WORKDIR /bellwire
COPY . .
RUN if [ "$JARS" = source ]; then \
        rm -rf */target && ./mvnw -q -B -DskipTests package -pl alert-ingest,syslog-formatter,syslog-sender,config-service,standalone -am; \
    fi

# What each program ships: name, version, licence and digest of every library (CycloneDX). A build without a network has none.
RUN for service in alert-ingest syslog-formatter syslog-sender config-service; do \
        mkdir -p "/sbom/$service/META-INF/sbom" && cd "/sbom/$service" \
        && jar -xf /bellwire/$service/target/*-exec.jar META-INF/sbom || exit 1; \
    done

# What changes seldom comes first: libraries, then our own modules, then the program.
FROM ${JRE_IMAGE} AS layers
WORKDIR /layers
COPY --from=build /bellwire/alert-ingest/target/*-exec.jar alert-ingest/program.jar
COPY --from=build /bellwire/syslog-formatter/target/*-exec.jar syslog-formatter/program.jar
COPY --from=build /bellwire/syslog-sender/target/*-exec.jar syslog-sender/program.jar
COPY --from=build /bellwire/config-service/target/*-exec.jar config-service/program.jar
RUN for service in *; do \
        (cd "$service" && java -Djarmode=tools -jar program.jar extract --layers --destination . --force \
        && mkdir -p dependencies snapshot-dependencies application) || exit 1; \
    done

# What a program has to load and to learn is kept; Kafka and the SIEM for it are those that the standalone brings.
FROM ${JRE_IMAGE} AS started
WORKDIR /started
COPY --from=layers /layers/alert-ingest/dependencies/ /layers/alert-ingest/snapshot-dependencies/ /layers/alert-ingest/application/ alert-ingest/
COPY --from=layers /layers/syslog-formatter/dependencies/ /layers/syslog-formatter/snapshot-dependencies/ /layers/syslog-formatter/application/ syslog-formatter/
COPY --from=layers /layers/syslog-sender/dependencies/ /layers/syslog-sender/snapshot-dependencies/ /layers/syslog-sender/application/ syslog-sender/
COPY --from=layers /layers/config-service/dependencies/ /layers/config-service/snapshot-dependencies/ /layers/config-service/application/ config-service/
COPY --from=build /bellwire/standalone/target/lib/ /kafka/
COPY deploy/compose/record-start ./
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=50 -XX:InitialRAMPercentage=25 -XX:MinHeapFreeRatio=65 -XX:+UseSerialGC -XX:NewRatio=1 -XX:SurvivorRatio=3 -XX:CompileThresholdScaling=4"
RUN ["/bin/bash", "./record-start", "/kafka"]

FROM ${JRE_IMAGE}
ARG SERVICE
ARG VERSION=0.1.0-SNAPSHOT
LABEL org.opencontainers.image.title="Bellwire ${SERVICE}" \
      org.opencontainers.image.description="Security alerts and health issues in, CEF over syslog out" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      io.bellwire.sbom="/opt/bellwire/sbom/application.cdx.json"
WORKDIR /opt/bellwire
COPY --from=layers /layers/${SERVICE}/dependencies/ ./
COPY --from=layers /layers/${SERVICE}/snapshot-dependencies/ ./
COPY --from=layers /layers/${SERVICE}/application/ ./
COPY --from=build /sbom/${SERVICE}/META-INF/sbom/ ./sbom/
COPY --from=started /started/kept/${SERVICE}/ ./
COPY deploy/compose/healthy ./
# No name: Kubernetes wants to see that it is not root.
USER 10001:10001
ENV SERVER_PORT=8080
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["/opt/bellwire/healthy"]
# Who sets this gives all options of the JVM.
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=50 -XX:InitialRAMPercentage=25 -XX:MinHeapFreeRatio=65 -XX:+UseSerialGC -XX:NewRatio=1 -XX:SurvivorRatio=3 -XX:CompileThresholdScaling=4 -XX:+ExitOnOutOfMemoryError"
ENTRYPOINT ["java", "@startup.options", "-jar", "program.jar"]
