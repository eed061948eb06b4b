#!/bin/sh
# Starts Kafka the way the image apache/kafka does: each KAFKA_A_B=c of the environment is a.b=c in server.properties; two
# underscores are one, three are a hyphen.
set -eu
kafka='java -Dlogback.configurationFile=/etc/kafka/logback.xml -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m -cp /opt/kafka/libs/*'
env | sed -n 's/^KAFKA_//p' | while IFS='=' read -r name value; do
  echo "$(echo "$name" | tr 'A-Z' 'a-z' | sed 's/___/-/g; s/__/=/g; s/_/./g; s/=/_/g')=$value"
done >/tmp/server.properties
grep -q '^log.dirs=' /tmp/server.properties || echo "log.dirs=/tmp/kafka" >>/tmp/server.properties
set -f # the star is for Java
$kafka kafka.tools.StorageTool format --ignore-formatted -t bellwire-test-cluster0 -c /tmp/server.properties
exec $kafka kafka.Kafka /tmp/server.properties
