package io.bellwire.config.sensors;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells programs which sensors there are. */
@RestController
class SensorsController {
    private final SensorRegistry registry;

    SensorsController(SensorRegistry registry) {
        this.registry = registry;
    }

    @GetMapping("/api/v1/sensors")
    List<Sensor> sensors() {
        return registry.sensors();
    }
}
