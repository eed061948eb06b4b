package io.bellwire.endtoend.deploy;

import java.beans.BeanInfo;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of an object, however deep, that its type does not have: its model keeps them apart. */
final class UnknownFields {
    private static final String KEPT_APART = "additionalProperties";

    private final List<String> found = new ArrayList<>();

    private UnknownFields() {}

    static List<String> of(Object object) {
        UnknownFields fields = new UnknownFields();
        fields.look(object);
        return fields.found;
    }

    private void look(@Nullable Object object) {
        if (object instanceof Collection<?> collection) {
            collection.forEach(this::look);
        } else if (object instanceof Map<?, ?> map) {
            map.values().forEach(this::look);
        } else if (object != null
                && object.getClass().getName().startsWith("io.fabric8.")
                && !(object instanceof Enum)) {
            lookInside(object);
        }
    }

    private void lookInside(Object object) {
        for (PropertyDescriptor property : properties(object.getClass())) {
            if (property.getReadMethod() == null || property.getWriteMethod() == null) {
                continue;
            }
            Object value = value(object, property);
            if (property.getName().equals(KEPT_APART) && value instanceof Map<?, ?> unknown) {
                unknown.keySet().forEach(name -> found.add(String.valueOf(name)));
            } else {
                look(value);
            }
        }
    }

    private static PropertyDescriptor[] properties(Class<?> type) {
        try {
            BeanInfo bean = Introspector.getBeanInfo(type);
            return bean.getPropertyDescriptors();
        } catch (IntrospectionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object value(Object object, PropertyDescriptor property) {
        try {
            return property.getReadMethod().invoke(object);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
