namespace IpaEmbedded.HostTests.Cli.Firmware;

/// <summary>A build folder as <c>ipa firmware build</c> writes it, with files that hold nothing: for the commands that take one and only hand it on.</summary>
internal static class BuiltFirmware
{
    /// <summary>Writes it and returns its path.</summary>
    public static string Write(TemporaryFolder folder, string name, string variant = "Application")
    {
        Directory.CreateDirectory(folder[name + "/pe"]);
        folder.Write(name + "/pe/mscorlib.pe", "");
        folder.Write(name + "/pe/Blink.pe", "");
        folder.Write(name + "/Blink.bin", "");
        folder.Write(name + "/firmware.json", $$"""{ "variant": "{{variant}}", "configuration": "Release", "application": "Blink", "files": [ "mscorlib.pe", "Blink.pe" ] }""");
        return folder[name];
    }
}
