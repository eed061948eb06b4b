package io.bellwire.serving;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A program with a web server, a health page and little else, that answers as ours do. */
final class TinyProgram implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private TinyProgram(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static TinyProgram start(String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.config.import=classpath:serving.yml",
                "--spring.config.name=tiny-program",
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.ssl.bundle.watch.file.quiet-period=100ms"));
        arguments.addAll(List.of(properties));
        return new TinyProgram(new SpringApplicationBuilder(Application.class).run(arguments.toArray(String[]::new)));
    }

    int port() {
        return Integer.parseInt(property("local.server.port"));
    }

    int managementPort() {
        return Integer.parseInt(property("local.management.port"));
    }

    String property(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    void publish(ReadinessState state) {
        AvailabilityChangeEvent.publish(context, state);
    }

    /** Asks for the health over TLS, on a connection of its own. */
    HttpResponse<String> health(SSLContext as) throws IOException {
        HttpClient client = HttpClient.newBuilder().sslContext(as).build();
        return get(client, "https://127.0.0.1:" + port() + "/actuator/health");
    }

    static HttpResponse<String> get(HttpClient client, String address) throws IOException {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        /** Tells by what scheme and from where a request came. */
        @RestController
        static class Caller {
            @GetMapping("/caller")
            String caller(HttpServletRequest request) {
                return request.getScheme() + " " + request.getRemoteAddr();
            }
        }
    }
}
