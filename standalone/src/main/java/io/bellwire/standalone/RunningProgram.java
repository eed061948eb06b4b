package io.bellwire.standalone;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A program that is up, in a Spring context of its own that knows nothing of the others. */
record RunningProgram(Program program, ConfigurableApplicationContext context) {
    /**
     * Starts a program and returns when it is up.
     *
     * @param shared properties that every program here gets; the program's own win
     * @throws StartupException when it does not come up
     */
    static RunningProgram start(Program program, Map<String, String> shared) {
        try {
            ConfigurableApplicationContext context = new SpringApplicationBuilder(program.application())
                    .bannerMode(Banner.Mode.OFF)
                    .logStartupInfo(false)
                    .registerShutdownHook(false)
                    .run(arguments(program, shared));
            return new RunningProgram(program, context);
        } catch (RuntimeException e) {
            throw new StartupException(program.name() + " did not start: " + StartupException.reason(e), e);
        }
    }

    /** As command line arguments, since these win over the program's own file. */
    private static String[] arguments(Program program, Map<String, String> shared) {
        Map<String, String> properties = new LinkedHashMap<>(shared);
        properties.putAll(program.properties());
        properties.put("spring.config.name", program.name());
        properties.put("server.port", Integer.toString(program.port()));
        List<String> arguments = new ArrayList<>();
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments.toArray(String[]::new);
    }
}
