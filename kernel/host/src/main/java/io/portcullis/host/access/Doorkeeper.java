package io.portcullis.host.access;

import io.portcullis.host.config.AccessSettings;
import io.portcullis.host.config.Home;
import io.portcullis.host.server.ServerRefusal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Tells who somebody is: by a token, at the cost of one SHA-256, or once by a password, at the cost of an Argon2id. Thread-safe.
 */
public final class Doorkeeper {
    /** Passwords that are hashed at once: two threads and twice the memory, however many knock. */
    private static final int LOGINS_AT_ONCE_MAX = 2;

    private final AdminToken admin;
    private final Users users;
    private final SessionTokens sessions;
    private final LoginThrottle throttle;
    private final Semaphore hashing = new Semaphore(LOGINS_AT_ONCE_MAX);
    /** Compared with when there is no such user, so that a wrong name takes as long as a wrong password. */
    private final PasswordHash nobody;

    private final int passwordKib;

    private Doorkeeper(AdminToken admin, Users users, SessionTokens sessions, LoginThrottle throttle, int passwordKib) {
        this.admin = admin;
        this.users = users;
        this.sessions = sessions;
        this.throttle = throttle;
        this.passwordKib = passwordKib;
        this.nobody = PasswordHash.ofNobody(passwordKib);
    }

    /**
     * Of a data folder whose lock is held.
     *
     * @throws io.portcullis.host.config.ConfigException when token, users or sessions cannot be read or could be read by others
     */
    public static Doorkeeper open(Home home, AccessSettings settings, Clock clock) {
        return new Doorkeeper(
                AdminToken.loadOrCreate(home),
                Users.load(home, settings.passwordKib()),
                SessionTokens.load(home, clock, settings.session()),
                new LoginThrottle(clock, settings.failures(), settings.failuresPerMinute()),
                settings.passwordKib());
    }

    /** Whose token it is. Somebody who was taken off the list is nobody, whatever their token says. */
    public Optional<Identity> recognise(String token) {
        if (admin.matches(token)) {
            return Optional.of(Identity.BOOTSTRAP);
        }
        return sessions.find(token)
                .flatMap(session -> users.find(session.name()))
                .map(User::identity);
    }

    /**
     * Lets somebody in by name and password.
     *
     * @throws LoginRefused when they are wrong, or were wrong too often
     */
    public Login login(String name, char[] password) {
        return sessions.open(prove(name, password).name());
    }

    /** Ends the login of this token. */
    public void logout(String token) {
        sessions.close(token);
    }

    /** Whether somebody of this name is on the list; for the audit only, never for an answer to a stranger. */
    public boolean knows(String name) {
        return users.find(name).isPresent();
    }

    /** Everybody. */
    public List<UserView> users() {
        return users.list();
    }

    /** See {@link Users#add}. */
    public UserView add(String name, List<String> roles, List<String> traders, char[] password) {
        return users.add(name, roles, traders, password);
    }

    /** Takes somebody off the list; their logins end. */
    public void remove(String name) {
        users.remove(name);
        sessions.closeAll(name);
    }

    /** Sets somebody's password; their logins end. */
    public void password(String name, char[] password) {
        users.password(name, password);
        sessions.closeAll(name);
    }

    /**
     * Sets one's own password; all of one's logins end.
     *
     * @throws LoginRefused when the current one is wrong
     */
    public void password(Identity self, char[] current, char[] password) {
        if (users.find(self.name()).isEmpty()) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.CONFLICT, "the holder of the admin token has no password; log in as a user");
        }
        prove(self.name(), current);
        password(self.name(), password);
    }

    private User prove(String name, char[] password) {
        Duration wait = throttle.wait(name);
        if (!wait.isZero()) {
            throw LoginRefused.early(wait);
        }
        if (!hashing.tryAcquire()) {
            throw LoginRefused.busy();
        }
        try {
            Optional<User> user = users.find(name);
            boolean proven = user.map(User::password).orElse(nobody).matches(password);
            if (!proven || user.isEmpty()) {
                throttle.failed(name);
                throw LoginRefused.wrong();
            }
            throttle.succeeded(name);
            if (user.get().password().isDated(passwordKib)) {
                users.password(name, password);
            }
            return user.get();
        } finally {
            hashing.release();
        }
    }
}
