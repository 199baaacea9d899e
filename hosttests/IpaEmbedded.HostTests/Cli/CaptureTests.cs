using System.Diagnostics;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

[TestClass]
public sealed class CaptureTests
{
    [TestMethod]
    public void A_capture_starts_as_pcapng_with_three_interfaces()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = File.ReadAllBytes(Record(folder));

        Assert.AreEqual(0x0a0d0d0au, BitConverter.ToUInt32(bytes, 0));
        Assert.AreEqual(0x1a2b3c4du, BitConverter.ToUInt32(bytes, 8));
        var types = new List<int>();
        int packets = 0;
        for (int at = 0; at < bytes.Length;)
        {
            uint type = BitConverter.ToUInt32(bytes, at);
            int length = BitConverter.ToInt32(bytes, at + 4);
            Assert.AreEqual(length, BitConverter.ToInt32(bytes, at + length - 4), $"block at {at}");
            if (type == 1)
            {
                types.Add(BitConverter.ToUInt16(bytes, at + 8));
            }
            packets += type == 6 ? 1 : 0;
            at += length;
        }
        CollectionAssert.AreEqual(new[] { 101, 147, 148 }, types);
        Assert.IsGreaterThanOrEqualTo(18, packets);
    }

    [TestMethod]
    public void Two_captures_of_one_seed_are_equal_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        byte[] first = File.ReadAllBytes(Record(folder, "7"));
        byte[] second = File.ReadAllBytes(Record(folder, "7"));
        byte[] other = File.ReadAllBytes(Record(folder, "8"));

        CollectionAssert.AreEqual(first, second);
        CollectionAssert.AreNotEqual(first, other);
    }

    [TestMethod]
    public void Tshark_reads_the_echo_exchanges_with_their_virtual_times()
    {
        using var folder = new TemporaryFolder();
        string[] lines = Tshark("-r", Record(folder), "-Y", "icmp || icmpv6", "-T", "fields", "-e", "frame.interface_name", "-e", "icmp.type", "-e", "icmpv6.type", "-e", "_ws.expert.message");

        CollectionAssert.AreEqual(
            new[] { "rmnet0\t8\t\t", "rmnet0\t0\t\t", "rmnet0\t\t128\t", "rmnet0\t\t129\t", "rmnet0\t8\t\t", "rmnet0\t0\t\t" },
            lines);
    }

    [TestMethod]
    public void Tshark_tells_the_three_interfaces_apart()
    {
        using var folder = new TemporaryFolder();
        string[] names = [.. Tshark("-r", Record(folder), "-T", "fields", "-e", "frame.interface_name").Distinct().Order(StringComparer.Ordinal)];

        CollectionAssert.AreEqual(new[] { "qmap", "qmi", "rmnet0" }, names);
    }

    private static string Record(TemporaryFolder folder, string seed = "1")
    {
        string path = folder["link.pcapng"];
        CommandRun run = CommandRun.Of("boot", RepositoryRoot.PathOf("dts/boards/sdm845-modem-init.dts"), "--capture", path, "--seed", seed);
        Assert.AreEqual(0, run.ExitCode, run.ToString());
        return path;
    }

    private static string[] Tshark(params string[] args)
    {
        var start = new ProcessStartInfo("tshark") { RedirectStandardOutput = true, RedirectStandardError = true };
        Array.ForEach(args, start.ArgumentList.Add);
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.AreEqual(0, process.ExitCode, error.Result);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Inconclusive("tshark");
            return [];
        }
    }
}
