package io.portcullis.host.console;

import io.portcullis.host.access.Caller;
import io.portcullis.host.access.CurrentCaller;
import io.portcullis.host.access.Needs;
import io.portcullis.host.access.Permission;
import io.portcullis.host.audit.AuditEntry;
import io.portcullis.host.audit.AuditEntry.Outcome;
import io.portcullis.host.audit.AuditTrail;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import javax.management.MBeanException;
import javax.management.ReflectionException;
import javax.management.RuntimeMBeanException;
import javax.management.StandardMBean;

/**
 * An MXBean whose operations ask who calls. Reading is open to the process: a plugin in it could read as much without JMX. Doing
 * is not, or any plugin could lift a kill; only a kill itself may come from anywhere.
 */
final class GuardedBean extends StandardMBean {
    private static final String IN_PROCESS = "in-process";
    /** Where in the log the call on this thread came to stand: JMX answers have no place for it. */
    private static final ThreadLocal<Long> POSITION = new ThreadLocal<>();

    private final String type;
    private final Class<?> face;
    private final AuditTrail audit;

    <T> GuardedBean(String type, T bean, Class<T> face, AuditTrail audit) {
        super(bean, face, true);
        this.type = type;
        this.face = face;
        this.audit = audit;
    }

    /** The name that an event carries for the call on this thread. */
    static String by() {
        return CurrentCaller.find().map(Caller::name).orElse(IN_PROCESS);
    }

    /** Notes where in the log the call on this thread came to stand. */
    static void became(long position) {
        POSITION.set(position);
    }

    /** What an operation takes; empty when there is no such operation, or nobody said what it takes. */
    Optional<Permission> needs(String operation) {
        return method(operation).map(method -> method.getAnnotation(Needs.class).value());
    }

    /** How many arguments an operation that somebody may call has; 0 for any other. */
    int arguments(String operation) {
        return method(operation).map(Method::getParameterCount).orElse(0);
    }

    private Optional<Method> method(String operation) {
        return Arrays.stream(face.getMethods())
                .filter(method -> method.getName().equals(operation) && method.isAnnotationPresent(Needs.class))
                .findFirst();
    }

    @Override
    public Object invoke(String operation, Object[] arguments, String[] signature)
            throws MBeanException, ReflectionException {
        Optional<Permission> needed = needs(operation);
        AuditEntry entry = entry(operation, arguments);
        Optional<String> refusal = refusal(needed);
        if (refusal.isPresent()) {
            audit.record(entry.came(Outcome.REFUSED, "403 " + refusal.get()));
            throw new SecurityException(refusal.get());
        }
        POSITION.set(0L);
        try {
            AuditTrail.Deed<Object> deed = () -> unwrapped(operation, arguments, signature);
            AuditTrail.Position<Object> position = answer -> POSITION.get();
            return needed.get() == Permission.KILL
                    ? audit.performFirst(entry, deed, position)
                    : audit.perform(entry, deed, position);
        } catch (MBeanException | ReflectionException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new MBeanException(e);
        } finally {
            POSITION.remove();
        }
    }

    private static Optional<String> refusal(Optional<Permission> needed) {
        if (needed.isEmpty()) {
            return Optional.of("this operation is not open to anybody");
        }
        Optional<Caller> caller = CurrentCaller.find();
        if (caller.isEmpty()) {
            return needed.get() == Permission.KILL
                    ? Optional.empty()
                    : Optional.of("this operation takes a name: call it by POST /jolokia");
        }
        return caller.get().identity().may(needed.get())
                ? Optional.empty()
                : Optional.of("this takes " + needed.get().holders() + "; "
                        + caller.get().name() + " is " + caller.get().identity().standing());
    }

    private AuditEntry entry(String operation, Object[] arguments) {
        String call = "exec " + type + " " + operation;
        String on = argument(arguments, 0);
        AuditEntry entry = CurrentCaller.find()
                .map(caller -> AuditEntry.of(caller, call, on))
                .orElseGet(() -> AuditEntry.of(IN_PROCESS, IN_PROCESS, call, on));
        return entry.noting(argument(arguments, 1));
    }

    private static String argument(Object[] arguments, int index) {
        return arguments != null && arguments.length > index ? String.valueOf(arguments[index]) : "";
    }

    /** JMX wraps what the bean throws, and the audit wants to know whether it was a refusal. */
    private Object unwrapped(String operation, Object[] arguments, String[] signature)
            throws MBeanException, ReflectionException {
        try {
            return super.invoke(operation, arguments, signature);
        } catch (RuntimeMBeanException e) {
            throw e.getTargetException();
        }
    }
}
