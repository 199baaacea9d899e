namespace IpaEmbedded.HostTests.Cli.Dtc;

/// <summary>U-Boot's mkimage calls dtc for a description of an image; with ours in its place the image is the same.</summary>
[TestClass]
public sealed class FlatImageTests
{
    private const string Description = """
        /dts-v1/;
        / {
        	description = "a kernel and its tree";
        	#address-cells = <1>;
        	images {
        		kernel {
        			description = "kernel";
        			data = /incbin/("kernel.bin");
        			type = "kernel"; arch = "arm64"; os = "linux"; compression = "none";
        			load = <0x80000000>; entry = <0x80000000>;
        			hash-1 { algo = "sha256"; };
        		};
        		fdt-1 {
        			description = "tree";
        			data = /incbin/("FOLDER/board.dtb");
        			type = "flat_dt"; arch = "arm64"; compression = "none";
        			hash-1 { algo = "crc32"; };
        		};
        	};
        	configurations { default = "conf-1"; conf-1 { kernel = "kernel"; fdt = "fdt-1"; }; };
        };

        """;

    [TestMethod]
    public void An_its_file_with_files_of_absolute_and_relative_paths_has_dtcs_bytes_without_a_switch()
    {
        using TemporaryFolder folder = Folder();

        (int exit, _, string error) = OriginalTool.Run("dtc", folder[""], ["-o", folder["a"], folder["image.its"]]);
        CommandRun ours = CommandRun.Of("dtc", "-o", folder["b"], folder["image.its"]);

        Assert.AreEqual((0, 0), (exit, ours.ExitCode), error + ours);
        Assert.AreEqual(OriginalTool.TextOf(folder["a"]), OriginalTool.TextOf(folder["b"]));
    }

    [TestMethod]
    public void An_image_of_mkimage_has_the_same_bytes_with_our_dtc_on_the_path()
    {
        using TemporaryFolder folder = Folder();
        Directory.CreateDirectory(folder["bin"]);
        folder.Write("bin/dtc", $"#!/bin/sh\nexec dotnet exec '{Path.Combine(AppContext.BaseDirectory, "ipa.dll")}' dtc \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder["bin/dtc"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        OriginalTool.Run("mkimage", folder[""], ["-V"]);
        CommandRun theirs = CommandRun.OfShell(folder[""], "SOURCE_DATE_EPOCH=1700000000 mkimage -f image.its theirs.itb");
        CommandRun ours = CommandRun.OfShell(folder[""], "SOURCE_DATE_EPOCH=1700000000 PATH=\"$PWD/bin:$PATH\" mkimage -f image.its ours.itb");

        Assert.AreEqual(theirs.ToString(), ours.ToString());
        Assert.AreEqual(0, ours.ExitCode);
        Assert.IsGreaterThan(5000, new FileInfo(folder["ours.itb"]).Length);
        Assert.AreEqual(OriginalTool.TextOf(folder["theirs.itb"]), OriginalTool.TextOf(folder["ours.itb"]));
    }

    private static TemporaryFolder Folder()
    {
        var folder = new TemporaryFolder();
        folder.Write("kernel.bin", string.Concat(Enumerable.Range(0, 1500).Select(i => (char)('!' + (i % 90)) + "\n\0")));
        folder.Write("board.dtb", "not a tree\0");
        folder.Write("image.its", Description.Replace("FOLDER", folder[""], StringComparison.Ordinal));
        return folder;
    }
}
