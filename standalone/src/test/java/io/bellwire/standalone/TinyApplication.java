package io.bellwire.standalone;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A program with a web server and a health page, and nothing else. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class TinyApplication {
    @Bean
    DisposableBean farewell(@Value("${tiny.name}") String name, @Value("${tiny.fails:}") String fails) {
        if (name.equals(fails)) {
            throw new IllegalStateException("topic 'alerts' is missing\nand more of it");
        }
        return () -> System.out.println("stopped " + name);
    }

    /** Tells what the program was given. */
    @RestController
    record Properties(Environment environment) {
        @GetMapping("/property")
        String property(@RequestParam String name) {
            return environment.getProperty(name, "");
        }
    }
}
