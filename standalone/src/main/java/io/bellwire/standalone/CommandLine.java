package io.bellwire.standalone;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands after {@code ./bellwire}.
 *
 * @param demo whether to run the demo
 * @param options Spring properties given as {@code --name=value}
 */
record CommandLine(boolean demo, Map<String, String> options) {
    static CommandLine of(String... arguments) {
        Map<String, String> options = new LinkedHashMap<>();
        List<String> words = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.startsWith("--") && argument.contains("=")) {
                int equals = argument.indexOf('=');
                options.put(argument.substring(2, equals), argument.substring(equals + 1));
            } else {
                words.add(argument);
            }
        }
        if (!words.isEmpty() && !words.equals(List.of("demo"))) {
            throw new StartupException(
                    "'" + String.join(" ", words) + "' is not understood: try 'demo', '--name=value' or nothing");
        }
        return new CommandLine(!words.isEmpty(), options);
    }
}
