package io.portcullis.host.rules;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.host.cli.CommandFailure;
import io.portcullis.host.cli.ExitCode;
import io.portcullis.host.cli.RuleDesk;
import io.portcullis.host.server.ReasonView;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.Finding;
import io.portcullis.policy.analysis.LanguageReference;
import io.portcullis.policy.analysis.PackInspection;
import io.portcullis.policy.cases.PackCheck;
import io.portcullis.policy.cases.RuleCoverage;
import io.portcullis.policy.edit.PackDiff;
import io.portcullis.policy.gate.CompiledPack;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.gate.PackJudge;
import io.portcullis.policy.gate.PackRefusedException;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.policy.pack.RulePack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks and tries packs straight from their folders. */
public final class PackDesk implements RuleDesk {
    @Override
    public Check check(Path folder) {
        try (PackCompiler compiler = new PackCompiler()) {
            PackCheck.Checked checked = new PackCheck(compiler).check(folder);
            List<String> problems =
                    checked.findings().stream().map(Finding::toString).toList();
            String name = checked.pack()
                    .map(pack -> pack.manifest().name())
                    .orElseGet(() -> folder.getFileName().toString());
            return new Check(
                    name,
                    checked.pack().map(pack -> pack.hash().hex()).orElse(""),
                    checked.pack().map(RulePack::rules).map(List::size).orElse(0),
                    checked.cases(),
                    problems,
                    checked.pack().map(PackInspection::notes).orElse(List.of()).stream()
                            .map(Finding::toString)
                            .toList(),
                    checked.coverage().stream().map(PackDesk::coverage).toList());
        }
    }

    private static Coverage coverage(RuleCoverage rule) {
        List<String> missing = new ArrayList<>(rule.missing());
        rule.oneSided().forEach(condition -> missing.add(condition + " is seen one way only"));
        return new Coverage(
                rule.rule(),
                rule.fires(),
                rule.passes(),
                rule.boundary(),
                rule.conditions(),
                rule.conditions() - rule.oneSided().size(),
                missing);
    }

    @Override
    public Comparison compare(Path before, Path after) throws IOException {
        try (PackCompiler compiler = new PackCompiler()) {
            PackDiff diff = PackDiff.of(compiled(compiler, before), compiled(compiler, after));
            return new Comparison(diff.direction().neverLoosens(), diff.lines(), diff);
        }
    }

    private static CompiledPack compiled(PackCompiler compiler, Path pack) throws IOException {
        try {
            return compiler.await(
                    Files.isDirectory(pack)
                            ? PackContent.ofFolder(pack)
                            : PackContent.ofBytes(Files.readAllBytes(pack)));
        } catch (PackRefusedException e) {
            throw unsound(pack, e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.FAILED, pack + " holds no pack: " + e.getMessage());
        }
    }

    private static CommandFailure unsound(Path pack, PackRefusedException e) {
        String first = e.findings().stream().findFirst().map(Finding::toString).orElse(e.getMessage());
        return new CommandFailure(ExitCode.FAILED, "pack " + pack + " is not sound, 'rules check' tells all: " + first);
    }

    @Override
    public String language() {
        return LanguageReference.markdown();
    }

    @Override
    public Trial judge(Path facts, Path folder) throws IOException {
        FactsDocument document = FactsDocument.read(facts, Files.readAllBytes(facts));
        List<String> missing = document.missing();
        if (!missing.isEmpty()) {
            List<String> lines =
                    missing.stream().map(name -> "FACT_MISSING " + name).toList();
            return trial(Verdict.DENY, 0, lines, List.of(), "", missing);
        }
        try (PackCompiler compiler = new PackCompiler();
                PackJudge judge = new PackJudge(compiler.await(PackContent.ofFolder(folder)))) {
            GateFacts order = document.facts();
            order.session().setEpochDay(LocalDate.now(ZoneOffset.UTC).toEpochDay());
            return judged(judge, order);
        } catch (PackRefusedException e) {
            throw unsound(folder, e);
        }
    }

    private static Trial judged(PackJudge judge, GateFacts facts) {
        double asked = facts.order().getQuantity();
        Ruling ruling = judge.judge(facts);
        double quantity = switch (ruling.verdict()) {
            case ALLOW -> asked;
            case REDUCE -> Math.min(asked, ruling.quantityMax());
            case DENY -> 0;
        };
        List<String> lines = ruling.reasons().stream().map(PackDesk::line).toList();
        List<ReasonView> views = ruling.reasons().stream().map(ReasonView::of).toList();
        return trial(
                ruling.verdict(), quantity, lines, views, judge.pack().hash().hex(), List.of());
    }

    private static Trial trial(
            Verdict verdict,
            double quantity,
            List<String> lines,
            List<ReasonView> reasons,
            String hash,
            List<String> missing) {
        Map<String, Object> values = new TreeMap<>();
        values.put("verdict", verdict.name());
        values.put("quantity", quantity);
        values.put("reasons", reasons);
        values.put("packHash", hash);
        values.put("missingFacts", missing);
        return new Trial(verdict.name(), quantity, lines, values);
    }

    private static String line(Reason reason) {
        String numbers =
                Double.isFinite(reason.value()) ? ": value " + reason.value() + ", limit " + reason.limit() : "";
        return reason.code() + (reason.rule().isEmpty() ? "" : " " + reason.rule()) + numbers;
    }
}
