package io.portcullis.host;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The arrows of the house, read from the class files, and what the deterministic rooms must not touch. The enforcer guards
 * the poms; this guards what a transitive dependency would let through. It sits in the host because only the host sees
 * every room.
 */
@AnalyzeClasses(packages = "io.portcullis", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** Room to the rooms that it may know. */
    private static final Map<String, List<String>> ARROWS = Map.of(
            "model", List.of(),
            "spi", List.of("model"),
            "indicators", List.of("model"),
            "engine", List.of("model"),
            "policy", List.of("engine", "model"),
            "transport", List.of("engine", "model"),
            "store", List.of("engine", "model"),
            "ingest", List.of("spi", "model"),
            "signals", List.of("spi", "indicators", "model"),
            "testkit", List.of("engine", "spi", "model"));

    /** Rooms whose output must be the same on every machine and in every replay. */
    private static final String[] DETERMINISTIC = {
        "io.portcullis.model..", "io.portcullis.indicators..", "io.portcullis.engine.."
    };

    /** {@link Math} methods that are exact by specification; all others may differ between JDKs, so StrictMath it is. */
    private static final Set<String> EXACT_MATH = Stream.of(
                    "abs absExact ceil ceilDiv clamp copySign fma floor floorDiv floorMod getExponent max min rint round",
                    "addExact subtractExact multiplyExact multiplyFull multiplyHigh negateExact incrementExact",
                    "decrementExact toIntExact signum sqrt scalb ulp nextUp nextDown nextAfter IEEEremainder")
            .flatMap(names -> Stream.of(names.split(" ")))
            .collect(toSet());

    private static final Pattern RUNS_ELSEWHERE = Pattern.compile("Executor|ForkJoin|CompletableFuture");

    @ArchTest
    static void everyRoomKnowsOnlyTheRoomsBelowIt(com.tngtech.archunit.core.domain.JavaClasses all) {
        ARROWS.forEach((room, below) -> {
            String[] allowed = Stream.concat(Stream.of(room), below.stream())
                    .map(name -> "io.portcullis." + name + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("io.portcullis." + room + "..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage("io.portcullis..")
                            .and(DescribedPredicate.not(resideInAnyPackage(allowed)))
                            .as("lie outside of %s", List.of(allowed)))
                    .allowEmptyShould(true)
                    .check(all);
        });
    }

    @ArchTest
    static final ArchRule modelAndEngineNeedOnlyTheJdk = classes()
            .that()
            .resideInAnyPackage(DETERMINISTIC)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "io.portcullis..", "org.osgi.annotation.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule deterministicRoomsReadNoClockAndDoNoInputOrOutput = noClasses()
            .that()
            .resideInAnyPackage(DETERMINISTIC)
            .should()
            .accessTargetWhere(JavaAccess.Predicates.target(DescribedPredicate.describe(
                    "reads a clock, a file, a thread or chance",
                    target -> isOutsideWorld(target.getOwner(), target.getName()))))
            .because("what decides is a pure function of the log")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule deterministicRoomsUseStrictMath = noClasses()
            .that()
            .resideInAnyPackage(DETERMINISTIC)
            .should()
            .accessTargetWhere(JavaAccess.Predicates.target(DescribedPredicate.describe(
                    "is a Math function without an exact result",
                    target -> target.getOwner().isEquivalentTo(Math.class) && !EXACT_MATH.contains(target.getName()))))
            .because("intrinsics of Math may differ between JDKs, and then a replay differs")
            .allowEmptyShould(true);

    private static boolean isOutsideWorld(JavaClass owner, String name) {
        boolean timeNow = owner.getPackageName().equals("java.time") && name.equals("now");
        boolean system = owner.isEquivalentTo(System.class) && !name.equals("arraycopy");
        boolean randomId = owner.isEquivalentTo(UUID.class) && name.equals("randomUUID");
        boolean unseeded = owner.isEquivalentTo(Math.class) && name.equals("random");
        return timeNow
                || system
                || randomId
                || unseeded
                || Stream.of(
                                Clock.class,
                                Files.class,
                                File.class,
                                PrintStream.class,
                                Thread.class,
                                Random.class,
                                RandomGenerator.class,
                                ThreadLocalRandom.class)
                        .anyMatch(owner::isEquivalentTo)
                || owner.getPackageName().equals("java.util.concurrent")
                        && RUNS_ELSEWHERE.matcher(owner.getSimpleName()).find();
    }
}
