namespace IpaEmbedded.Cli;

/// <summary>
/// Where the bindings, boards and include files that come with the tool are: in the checkout that it was built in, so
/// that messages name files people edit, else beside its assembly.
/// </summary>
public static class ToolFiles
{
    private static readonly string? Checkout = FindCheckout();

    /// <summary>Directory of our binding files.</summary>
    public static string Schemas => Checkout is null ? Path.Combine(AppContext.BaseDirectory, "schemas") : Path.Combine(Checkout, "bindings", "schemas");

    /// <summary>Directory of the rules for any tree, which bindings of devices refer to; a part of <see cref="Schemas"/>.</summary>
    public static string Core => Path.Combine(Schemas, "core");

    /// <summary>Directory of our include files (<c>dt-bindings/...</c>).</summary>
    public static string Includes => Path.Combine(DeviceTrees, "include");

    /// <summary>The board that boots when no tree is given: its modem loads the GSI firmware.</summary>
    public static string DefaultBoard => BoardFiles.PathOf(BoardFiles.DefaultName);

    /// <summary>Directory of our device trees, include files among them.</summary>
    public static string DeviceTrees => Path.Combine(Checkout ?? AppContext.BaseDirectory, "dts");

    /// <summary>Directory of the target side's sources, which <c>ipa firmware build</c> compiles.</summary>
    public static string Firmware => Path.Combine(Checkout ?? AppContext.BaseDirectory, "firmware");

    // Only build outputs are deep below a checkout; an installed tool never is.
    private static string? FindCheckout()
    {
        string? folder = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        for (int i = 0; i < 6 && folder is not null; i++, folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "IpaEmbedded.sln")) && Directory.Exists(Path.Combine(folder, "bindings", "schemas")))
            {
                return folder;
            }
        }
        return null;
    }
}
