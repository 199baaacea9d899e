namespace IpaEmbedded.Cli;

/// <summary>Where the bindings, boards and include files that come with the tool are: beside its assembly.</summary>
public static class ToolFiles
{
    private static string Base => AppContext.BaseDirectory;

    /// <summary>Directory of our binding files.</summary>
    public static string Schemas => Path.Combine(Base, "schemas");

    /// <summary>Directory of our include files (<c>dt-bindings/...</c>).</summary>
    public static string Includes => Path.Combine(Base, "dts", "include");

    /// <summary>The board that boots when no tree is given: its modem loads the GSI firmware.</summary>
    public static string DefaultBoard => Path.Combine(Base, "dts", "boards", "sdm845-modem-init.dts");
}
