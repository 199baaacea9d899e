using System.Text;
using IpaEmbedded.Cli;
using IpaEmbedded.HostTests.Cli;
using IpaEmbedded.Qtest;

namespace IpaEmbedded.HostTests.Qtest;

[TestClass]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class FakeServeCommandTests
{
    [TestMethod]
    public void The_command_serves_the_chip_of_a_tree_until_its_client_is_gone()
    {
        using var folder = new TemporaryFolder();
        using var told = new LineSignal("serving ");
        int exit = -1;
        var thread = new Thread(() => exit = CommandLine.Run(["fake", "serve", "--qtest", "unix:" + folder["socket"], "--once", "--ram", "2"], new Terminal(new StringWriter(), told)));
        thread.Start();
        Assert.IsTrue(told.Wait(), told.ToString());
        using (var client = new QtestConnection(folder["socket"]))
        {
            client.Execute("chip_power 1");
            Assert.AreEqual(0x090b0904u, client.Read32(0x1e40210));
            Assert.IsNull(client.TryExecute("readl 0x180200000", out _));
            Assert.AreEqual("0x0000000000000000", client.Execute("readl 0x1801ffffc"));
        }
        thread.Join();

        Assert.AreEqual(0, exit);
        Assert.IsFalse(File.Exists(folder["socket"]));
        StringAssert.Contains(told.ToString(), "0x001e40000 +0x7000 ipa-reg\n0x001e47000 +0x2000 ipa-shared\n");
        StringAssert.Contains(told.ToString(), """
            0x180000000 +0x200000 ram
            interrupt 311 ipa, level
            interrupt 432 gsi, level
            interrupt 451 smp2p of the modem, pulses
            interrupt 389 always-on subsystem, pulses
            interrupt 1000 message bus, pulses
            interrupt controller /machine/gic
            mailbox 14 smp2p of the modem
            mailbox 0 always-on subsystem
            processor mpss
            power IP0=0x50000 CN0=0x50038 SN11=0x50064
            serving qcom,sdm845-ipa at 
            """.TrimEnd('\n'));
        Assert.IsTrue(told.ToString().Split('\n').All(line => line.Length <= 80 || line.StartsWith("serving", StringComparison.Ordinal)), told.ToString());
    }

    [TestMethod]
    [DataRow("tcp:1234", "1", "ipa: --qtest takes unix:PATH, not 'tcp:1234'")]
    [DataRow("unix:", "1", "ipa: --qtest takes unix:PATH, not 'unix:'")]
    [DataRow("unix:x", "0", "ipa: --ram takes 1 to 1024 mebibytes")]
    public void Only_unix_sockets_are_served(string socket, string ram, string message)
    {
        CommandRun run = CommandRun.Of("fake", "serve", "--qtest", socket, "--ram", ram);

        Assert.AreEqual(2, run.ExitCode);
        Assert.AreEqual(message, run.Error.Split('\n')[0]);
    }

    [TestMethod]
    public void A_socket_that_cannot_be_made_is_an_error_of_files()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of("fake", "serve", "--qtest", "unix:" + Path.Combine(folder["missing"], "socket"));

        Assert.AreEqual(3, run.ExitCode);
        StringAssert.StartsWith(run.Error, "ipa: cannot listen on ");
    }

    [TestMethod]
    [DataRow("file")]
    [DataRow("folder")]
    [DataRow("pipe")]
    public void What_is_no_socket_stays_and_is_refused(string kind)
    {
        using var folder = new TemporaryFolder();
        string path = folder["taken"];
        switch (kind)
        {
            case "file": File.WriteAllText(path, ""); break;
            case "folder": Directory.CreateDirectory(path); break;
            default: System.Diagnostics.Process.Start("mkfifo", path).WaitForExit(); break;
        }

        CommandRun run = CommandRun.Of("fake", "serve", "--qtest", "unix:" + path);

        Assert.AreEqual(3, run.ExitCode);
        StringAssert.Contains(run.Error, "what lies there is no socket, and stays");
        Assert.IsTrue(Path.Exists(path));
    }

    [TestMethod]
    public void A_socket_is_its_owners_alone_and_only_ones_own_is_removed()
    {
        using var folder = new TemporaryFolder();
        string path = folder["socket"];
        static QtestSession Never() => throw new InvalidOperationException();
        var first = new QtestServer(path, Never);
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        StringAssert.Contains(Assert.ThrowsExactly<IOException>(() => new QtestServer(path, Never)).Message, "somebody serves there already");
        File.Delete(path);
        using var second = new QtestServer(path, Never);
        first.Dispose();

        Assert.IsTrue(Path.Exists(path));
        second.Dispose();
        Assert.IsFalse(Path.Exists(path));
        Assert.IsEmpty(Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!));
    }

    /// <summary>Collects text, and tells when a line with a beginning was handed on: what lies in a buffer reaches nobody behind a pipe.</summary>
    private sealed class LineSignal(string beginning) : StringWriter
    {
        private const int MaxMilliseconds = 60000;

        private readonly ManualResetEventSlim _seen = new();

        public bool Wait() => _seen.Wait(MaxMilliseconds);

        public override void WriteLine(string? value)
        {
            lock (this)
            {
                base.Write(value + "\n");
            }
        }

        public override void Flush()
        {
            if (ToString().Contains("\n" + beginning, StringComparison.Ordinal))
            {
                _seen.Set();
            }
        }

        protected override void Dispose(bool disposing)
        {
            _seen.Dispose();
            base.Dispose(disposing);
        }
    }
}
