using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.DeviceTree.Commands;

[TestClass]
public sealed class CompletionTests
{
    [TestMethod]
    [DataRow("ipa dt de", "decompile")]
    [DataRow("ipa dt build --pha", "--phandle")]
    [DataRow("ipa dt build a.dts -W no-unit_address_vs", "no-unit_address_vs_reg")]
    [DataRow("ipa dt check --format sa", "sarif")]
    [DataRow("ipa explain DT2216", "DT2216")]
    [DataRow("ipa completions po", "powershell")]
    public void What_is_begun_is_completed(string line, string expected)
    {
        CommandRun run = CommandRun.Of($"[suggest:{line.Length}]", line);

        CollectionAssert.Contains(run.Out.Split('\n'), expected, run.ToString());
    }

    [TestMethod]
    [DataRow("bash", "complete -F _ipa ipa")]
    [DataRow("zsh", "compdef _ipa ipa")]
    [DataRow("fish", "complete -c ipa")]
    [DataRow("powershell", "Register-ArgumentCompleter -Native -CommandName ipa")]
    public void Each_shell_has_a_script_that_asks_the_program(string shell, string registration)
    {
        CommandRun run = CommandRun.Of("completions", shell);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains(registration, run.Out);
        Assert.Contains("[suggest:", run.Out);
        Assert.DoesNotContain("\r", run.Out);
    }

    [TestMethod]
    [DataRow("ipa boot ", ":files;sdm845-modem-init", "--capture")]
    [DataRow("ipa boot -", "--capture;--fault;-i;--help", ":files;sdm845-modem-init;-?;/h;/?")]
    [DataRow("ipa boot --capture ", ":files", "--capture;sdm845-modem-init")]
    [DataRow("ipa boot --bindings ", ":files", "--capture")]
    [DataRow("ipa boot --include ", ":directories", ":files")]
    [DataRow("ipa boot --fault ", "stuck-command;modem-crash;no-modem-answer", ":files;--fault")]
    [DataRow("ipa boot --fault stuck-command ", ":files", "stuck-command")]
    [DataRow("ipa boot sdm845-modem-init ", "--capture", ":files")]
    [DataRow("ipa regs decode ENDP_ST", "ENDP_STATUS", ":files;CH_CMD")]
    [DataRow("ipa regs decode ENDP_STATUS 3 --version ", "v3.5.1;v4.11", ":files")]
    [DataRow("ipa regs diff v3.1 v4", "v4.11", "v3.1")]
    [DataRow("ipa conformance run ", "v3.5.1;all", "main")]
    [DataRow("ipa conformance run v3.5.1 ", "main;retry", "v3.5.1")]
    [DataRow("ipa status --packets ", "", ":files;--packets")]
    [DataRow("ipa dt ", "build;diff", "--help")]
    [DataRow("ipa ", "boot;dt;completions", "--help")]
    [DataRow("", "boot;dt", "--help")]
    [DataRow("ipa dt resources sdm845-modem-init ipa", "ipa;ipa_smp2p_in;ipa_smp2p_out", ":files;apps_rsc")]
    [DataRow("ipa dt resources sdm845-modem-init /soc@0/ipa", "/soc@0/ipa@1e40000", "/soc@0")]
    [DataRow("ipa dt resources no-such-board ", "", ":files;ipa")]
    [DataRow("ipa dt check --format ", "text;json;sarif", ":files")]
    public void Where_the_cursor_is_stands_what_can_stand_there(string line, string expected, string unexpected)
    {
        CommandRun run = CommandRun.Of($"[suggest:{line.Length}]", line);
        string[] found = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.AreEqual((0, ""), (run.ExitCode, run.Error), run.ToString());
        CollectionAssert.IsSubsetOf(expected.Split(';', StringSplitOptions.RemoveEmptyEntries), found, run.ToString());
        Assert.IsEmpty(found.Intersect(unexpected.Split(';')), run.ToString());
    }

    [TestMethod]
    public void What_stands_behind_the_cursor_does_not_matter() =>
        Assert.AreEqual(CommandRun.Of("[suggest:9]", "ipa dt de").Out, CommandRun.Of("[suggest:9]", "ipa dt debug --no-such-thing").Out);

    [TestMethod]
    [DataRow("bash", "ipa dt de", "decompile")]
    [DataRow("bash", "ipa boot ", "sdm845-modem-init;a board.dts")]
    [DataRow("bash", "ipa boot --fault st", "stuck-command;stop-again")]
    [DataRow("bash", "ipa dt resources sdm845-modem-init /soc@0/ipa", "0/ipa@1e40000")]
    [DataRow("zsh", "ipa dt de", "decompile")]
    [DataRow("zsh", "ipa boot ", "sdm845-modem-init;(files)")]
    [DataRow("zsh", "ipa boot --fault st", "stuck-command;stop-again")]
    [DataRow("zsh", "ipa boot --include ", "(files -/)")]
    [DataRow("fish", "ipa dt de", "decompile")]
    [DataRow("fish", "ipa boot ", "sdm845-modem-init;a board.dts")]
    [DataRow("fish", "ipa boot --fault st", "stuck-command;stop-again")]
    public void The_script_works_in_its_shell(string shell, string line, string expected)
    {
        if (CommandRun.OfShell("/", $"command -v {shell}").ExitCode != 0)
        {
            Assert.Inconclusive($"needs {shell}, which is not installed");
        }
        using var folder = new TemporaryFolder();
        folder.Write("a board.dts", "");
        folder.Write("completion", CommandRun.Of("completions", shell).Out);
        folder.Write("ipa", $"#!/bin/sh\nexec dotnet exec '{Path.Combine(AppContext.BaseDirectory, "ipa.dll")}' \"$@\"\n");
        CommandRun.OfShell(folder[""], "chmod u+x ipa");
        folder.Write("ask", Ask(shell, line));

        CommandRun run = CommandRun.OfShell(folder[""], $"export PATH=\"$PWD:$PATH\" HOME=\"$PWD\"; {shell} {(shell == "zsh" ? "-f" : "")} ask");

        CollectionAssert.IsSubsetOf(expected.Split(';'), run.Out.Split('\n').Select(item => item.Split('\t')[0].Replace("\\ ", " ", StringComparison.Ordinal)).ToArray(), run.ToString());
    }

    /// <summary>A script that asks the shell's own machinery where that can be asked without a terminal, else stands in for it.</summary>
    private static string Ask(string shell, string line) => shell switch
    {
        // Bash breaks words at some signs, as COMP_WORDBREAKS says.
        "bash" => $$"""
            source completion
            complete -p ipa > /dev/null || exit 1
            compopt() { :; }
            COMP_LINE='{{line}}'; COMP_POINT=${#COMP_LINE}
            word="${COMP_LINE##*[@: ]}"
            COMP_WORDS=(ipa "$word"); COMP_CWORD=1
            _ipa; printf '%s\n' "${COMPREPLY[@]}"

            """,
        "zsh" => $$"""
            compdef() { :; }
            compadd() { shift; print -l -- "$@"; }
            _files() { print -- "(files${1:+ $1})"; }
            source completion
            line='{{line}}'
            words=("${(@s: :)line}"); CURRENT=${#words}; PREFIX="${words[-1]}"
            _ipa

            """,
        _ => $"""
            source completion
            complete -C '{line}'

            """,
    };
}
