namespace IpaEmbedded.NanoBuild;

/// <summary>How the compiler is asked to compile.</summary>
public enum BuildConfiguration
{
    /// <summary>Not optimised, with DEBUG defined.</summary>
    Debug,

    /// <summary>Optimised.</summary>
    Release,
}
