namespace IpaEmbedded.Fuzz.Planted;

/// <summary>A target with a mistake on purpose, by which the fuzzer is tested.</summary>
public abstract class PlantedTarget : FuzzTarget
{
    public override IReadOnlyList<byte[]> Seeds { get; } = [[.. "seed"u8]];

    public override IReadOnlyList<string> Assemblies => ["IpaEmbedded.Fuzz.Planted"];

    public override int MaximumBytes => 16;
}
