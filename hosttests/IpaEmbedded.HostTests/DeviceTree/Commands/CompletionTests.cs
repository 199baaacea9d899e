using System.Diagnostics;
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
    [DataRow("bash", "complete -o default -F _ipa ipa")]
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
    public void The_script_for_bash_works_in_bash()
    {
        using var folder = new TemporaryFolder();
        string script = folder.Write("ipa.bash", CommandRun.Of("completions", "bash").Out);
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"source '{script}'; ipa() {{ printf '%s\\n' build diff \"asked:$1:$2\"; }}; COMP_WORDS=(ipa dt b); COMP_CWORD=2; COMP_LINE='ipa dt b'; COMP_POINT=8; _ipa; printf '%s\\n' \"${{COMPREPLY[@]}}\"; COMP_WORDS[2]=asked; _ipa; printf '%s\\n' \"${{COMPREPLY[@]}}\"");
        using Process bash = Process.Start(start)!;
        string text = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();

        Assert.AreEqual("build\nasked:[suggest:8]:ipa dt b\n", text);
    }
}
