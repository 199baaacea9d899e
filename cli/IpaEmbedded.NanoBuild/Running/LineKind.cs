namespace IpaEmbedded.NanoBuild;

/// <summary>Who printed a line of the virtual device.</summary>
public enum LineKind
{
    /// <summary>The interpreter, about what it loads.</summary>
    Loading,

    /// <summary>The interpreter, about what it cannot load.</summary>
    Trouble,

    /// <summary>The application.</summary>
    Application,
}
