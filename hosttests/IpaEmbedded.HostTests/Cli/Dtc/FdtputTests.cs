using System.Globalization;
using System.Text;

namespace IpaEmbedded.HostTests.Cli.Dtc;

/// <summary>fdtput leaves the bytes that Debian's leaves: what it changes, makes, takes away and refuses.</summary>
[TestClass]
public sealed class FdtputTests
{
    private const string Source = """
        /dts-v1/;
        /memreserve/ 0x10 0x20;
        / {
        	model = "foo"; e;
        	n@1 { reg = <1 0xffffffff>; b = [01 ff 80]; k { deep; }; };
        	m { };
        	aliases { a0 = "/n@1"; a1 = "a0"; };
        };
        """;

    private static readonly string[] Lines =
    [
        "t.dtb / model x", "t.dtb / z 5 q 0x10 010 7 -- -3 4294967295 99999999999999999999 2147483648 9223372036854775808", "-thx t.dtb / z 1234 ff", "-t bx t.dtb / z 1234 ff q 7",
        "-thhi t.dtb / z 300", "-ti t.dtb / z 0x10 010 q 99999999999999999999 -- -99999999999999999999 0x -08", "-tx t.dtb / z 0x10 010 99999999999999999999 -- -99999999999999999999 0x -8 gg",
        "-tu t.dtb / z 1 4294967296 -- -1", "-tls t.dtb / z a b", "-tLi t.dtb / z 1", "-ts t.dtb / model", "-ts t.dtb / name b\u00e4h", "-tq t.dtb / z a", "t.dtb", "t.dtb /", "-d t.dtb", "-r t.dtb", "-c t.dtb", "-d t.dtb /",
        "-v t.dtb / z 300 3", "-v -ts t.dtb / z a b", "-v -tbi t.dtb / z 300", "-v -thi t.dtb / z 300",
        "-c t.dtb /x /x/y /q", "-c t.dtb /x /n /y", "-c t.dtb /m", "-c t.dtb /", "-c t.dtb x", "-c t.dtb /q/x", "-c t.dtb a0/x a1/k/x", "-c t.dtb /x/y", "-cp t.dtb /x/y/z/ a//b /n/k/r", "-cp t.dtb / //", "--create --auto-path t.dtb /m/w/e",
        "-p t.dtb /x/y p 5", "-p t.dtb a0/y p 5", "t.dtb a0 p 5", "t.dtb a1/k p 5", "t.dtb zz p 5", "t.dtb /zz p 5", "-r t.dtb /n /m", "-r t.dtb /m /zz", "--rem t.dtb /n@1/k", "-c -r t.dtb /m",
        "-d t.dtb /n reg b", "-d t.dtb / e nope", "-d t.dtb /zz e", "t.dtb / empty", "t.dtb /n@1 reg", "t.dtb /n@1 reg 1", "t.dtb /n@1 reg 1 2 3", "-ts t.dtb /n@1 b abcd", "t.dtb /n@1 odel 3",
        "none.dtb / x 1", "-V", "-z", "--type=bi t.dtb / x 1",
    ];

    private static readonly string[] OldLines = ["t.dtb / x 1", "-c t.dtb /x", "-c t.dtb /m", "-d t.dtb / model", "-r t.dtb /m", "-r t.dtb /zz", "-p t.dtb /x y 1", "-cp t.dtb /m"];

    [TestMethod]
    public void The_file_has_the_originals_bytes_after_every_command_line()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", Source);
        var wrong = new List<string>();
        foreach ((string options, string[] lines) in (IEnumerable<(string, string[])>)[("-q", Lines), ("-q -p 400", Lines[..4]), ("-q -V 16", OldLines), ("-q -V 3", OldLines), ("-q -V 2", OldLines), ("-q -V 1", OldLines)])
        {
            OriginalTool.Run("dtc", folder[""], [.. options.Split(' '), "-o", "in.dtb", "in.dts"]);
            wrong.AddRange(lines.SelectMany(line => Compare(folder, line.Split(' ')).Select(difference => $"{options}: {line}: {difference}")));
        }
        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [TestMethod]
    public void A_chain_of_changes_leaves_the_originals_bytes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", Source);
        var random = new Random(1);
        string[] paths = ["/", "/n@1", "/n", "/m", "/x", "/x/y", "/n/k", "a0", "a1/k", "/m/x"];
        string[] names = ["reg", "model", "e", "b", "fresh", "resh", "long-name", "name"];
        string Of(string[] of) => of[random.Next(of.Length)];
        var wrong = new List<string>();
        OriginalTool.Run("dtc", folder[""], ["-q", "-o", "in.dtb", "in.dts"]);
        for (int i = 0; i < 150; i++)
        {
            string[] values = [.. Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(100000).ToString(CultureInfo.InvariantCulture))];
            string[] args = random.Next(8) switch
            {
                0 => ["-c", "t.dtb", Of(paths)],
                1 => ["-cp", "t.dtb", Of(paths)],
                2 => ["-d", "t.dtb", Of(paths), Of(names)],
                3 => ["-r", "t.dtb", Of(paths[2..])],
                4 => ["-p", "t.dtb", Of(paths), Of(names), .. values],
                5 => ["-ts", "t.dtb", Of(paths), Of(names), .. values],
                _ => ["-tbi", "t.dtb", Of(paths), Of(names), .. values],
            };
            wrong.AddRange(Compare(folder, args).Select(difference => $"{i}: {string.Join(' ', args)}: {difference}"));
            File.Copy(folder["theirs"], folder["in.dtb"], overwrite: true);
        }
        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(4)]
    [DataRow(30)]
    [DataRow(150)]
    public void A_blob_that_is_cut_off_is_refused_and_stays_as_it_was(int length)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", Source);
        OriginalTool.Run("dtc", folder[""], ["-q", "-o", "in.dtb", "in.dts"]);
        byte[] cut = File.ReadAllBytes(folder["in.dtb"])[..length];
        File.WriteAllBytes(folder["t.dtb"], cut);

        foreach (string line in (string[])["t.dtb / x 1", "-c t.dtb /x", "-r t.dtb /m", "-d t.dtb / model"])
        {
            CommandRun run = CommandRun.Of(["fdtput", .. line.Split(' ').Select(arg => arg == "t.dtb" ? folder[arg] : arg)]);

            Assert.AreEqual(1, run.ExitCode, run.ToString());
            StringAssert.StartsWith(run.Error, "Couldn't read blob from '");
            CollectionAssert.AreEqual(cut, File.ReadAllBytes(folder["t.dtb"]));
        }
    }

    [TestMethod]
    public void Blobs_of_the_kernel_are_changed_as_the_original_changes_them()
    {
        using var folder = new TemporaryFolder();
        var wrong = new List<string>();
        foreach (string blob in KernelCorpus.Open().Blobs().Where((_, i) => i % 60 == 0))
        {
            File.Copy(blob, folder["in.dtb"], overwrite: true);
            foreach (string line in (string[])["-p t.dtb /chosen/fresh/node bootargs 1 2 3", "-ts t.dtb / model another board", "-r t.dtb /chosen", "-d t.dtb / compatible", "t.dtb / compatible"])
            {
                wrong.AddRange(Compare(folder, line.Split(' ')).Select(difference => $"{Path.GetFileName(blob)}: {line}: {difference}"));
            }
        }
        Assert.AreEqual("", string.Join('\n', wrong));
    }

    private static IEnumerable<string> Compare(TemporaryFolder folder, string[] args)
    {
        File.Copy(folder["in.dtb"], folder["t.dtb"], overwrite: true);
        (int exit, byte[] text, string error) = OriginalTool.Run("fdtput", folder[""], args);
        File.Move(folder["t.dtb"], folder["theirs"], overwrite: true);
        File.Copy(folder["in.dtb"], folder["t.dtb"], overwrite: true);
        CommandRun ours = CommandRun.Of(["fdtput", .. args.Select(arg => arg is "t.dtb" or "none.dtb" ? folder[arg] : arg)]);
        if (exit != ours.ExitCode || Encoding.UTF8.GetString(text) != ours.Out)
        {
            yield return $"exit {exit}, ours {ours}";
        }
        if (OriginalTool.TextOf(folder["theirs"]) != OriginalTool.TextOf(folder["t.dtb"]))
        {
            yield return "other bytes";
        }
        if (LastLine(error) is var last && !last.Contains("BADVERSION", StringComparison.Ordinal) && last != LastLine(ours.Error.Replace(folder["x"][..^1], "", StringComparison.Ordinal)))
        {
            yield return $"{error}ours {ours.Error}";
        }
    }

    private static string LastLine(string text) => text.TrimEnd('\n').Split('\n')[^1];
}
