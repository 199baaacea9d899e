using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>A folder for the files of one test; gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ipa-test-");

    /// <summary>The full path of a file in the folder.</summary>
    public string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a text and returns its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>Writes the board whose modem loads the firmware, with more lines in its IPA node (the first of them is line 11).</summary>
    public string WriteBoard(string name, string linesInIpaNode) => Write(name, $$"""
        /dts-v1/;

        #include "{{RepositoryRoot.PathOf("dts/boards/sdm845-reference.dtsi")}}"

        / {
        model = "a board of a test";
        compatible = "ipaembedded,sdm845-modem-init", "qcom,sdm845";
        };

        &ipa {
        {{linesInIpaNode}}
        modem-init;
        status = "okay";
        };
        """);

    public void Dispose() => _folder.Delete(recursive: true);
}
