using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>The registers of one IPA version, by name and by place, as the driver's tables have them.</summary>
public sealed class RegisterCatalog
{
    /// <summary>Version that is meant when nobody names one.</summary>
    public const string DefaultVersion = "v3.5.1";

    /// <summary>Name of the block of IPA registers, as in the device tree.</summary>
    public const string IpaBlock = "ipa-reg";

    /// <summary>Name of the block of GSI registers, as in the device tree.</summary>
    public const string GsiBlock = "gsi";

    private readonly Dictionary<(string Block, uint Offset), RegisterInstance> _byOffset = [];

    private RegisterCatalog(IpaData data)
    {
        Version = "v" + data.VersionName;
        All = [.. data.Registers.All().Select(each => (IpaBlock, each)), .. data.Gsi.All().Select(each => (GsiBlock, each))];
        foreach ((string block, Register register) in All)
        {
            for (int index = 0; index < register.Count; index++)
            {
                _byOffset.Add((block, register.At(index)), new RegisterInstance(block, register, index));
            }
        }
    }

    /// <summary>Versions that there are, oldest first.</summary>
    public static IReadOnlyList<string> Versions { get; } = [.. IpaVersions.Compatibles().Select(compatible => "v" + IpaVersions.ForCompatible(compatible).VersionName)];

    /// <summary>The version, such as v3.5.1.</summary>
    public string Version { get; }

    /// <summary>Every register with the name of its block, in the order of the tables.</summary>
    public IReadOnlyList<(string Block, Register Register)> All { get; }

    /// <summary>The registers of a version such as v3.5.1 or 3.5.1, or null if there is none.</summary>
    public static RegisterCatalog? ForVersion(string version)
    {
        string name = version.StartsWith('v') ? version[1..] : version;
        return IpaVersions.Compatibles().Select(IpaVersions.ForCompatible).FirstOrDefault(data => data.VersionName == name) is { } found ? new RegisterCatalog(found) : null;
    }

    /// <summary>The registers of the version that a driver's data is for.</summary>
    public static RegisterCatalog For(IpaData data) => new(data);

    /// <summary>The register at an offset of a block, or null.</summary>
    public RegisterInstance? Find(string block, uint offset) => _byOffset.GetValueOrDefault((block, offset));

    /// <summary>The register of a name such as ENDP_STATUS[9]; without an index the first of a row. Null if there is none, or the index is too large.</summary>
    public RegisterInstance? Find(string name)
    {
        int bracket = name.IndexOf('[', StringComparison.Ordinal);
        string bare = bracket < 0 ? name : name[..bracket];
        int index = 0;
        if (bracket >= 0 && (!name.EndsWith(']') || !int.TryParse(name.AsSpan(bracket + 1, name.Length - bracket - 2), System.Globalization.NumberStyles.None, null, out index)))
        {
            return null;
        }
        (string? block, Register? register) = All.FirstOrDefault(each => each.Register.Name.Equals(bare, StringComparison.OrdinalIgnoreCase));
        return register is null || index >= register.Count || (bracket >= 0 && register.Stride == 0) ? null : new RegisterInstance(block!, register, index);
    }

    /// <summary>Names that somebody may have meant.</summary>
    public IEnumerable<string> Similar(string name)
    {
        string[] parts = name.Split('[')[0].ToUpperInvariant().Split('_', StringSplitOptions.RemoveEmptyEntries);
        return All.Select(each => each.Register.Name)
            .Select(each => (Name: each, Shared: each.Split('_').Intersect(parts).Count()))
            .Where(each => each.Shared > 0)
            .OrderByDescending(each => each.Shared).ThenBy(each => each.Name.Length).ThenBy(each => each.Name, StringComparer.Ordinal)
            .Select(each => each.Name);
    }
}
