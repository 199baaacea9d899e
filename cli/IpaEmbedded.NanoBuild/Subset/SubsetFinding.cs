namespace IpaEmbedded.NanoBuild;

/// <summary>Something that the compiler accepts and nanoFramework 1.x runs wrongly.</summary>
/// <param name="Member">Where it is: a type, a type and its member as <c>Type::Member</c>, or <c>assembly</c>.</param>
/// <param name="What">What it is.</param>
/// <param name="Place">Where it is written; null if neither symbols nor sources tell.</param>
public sealed record SubsetFinding(string Member, string What, SourcePlace? Place)
{
    /// <summary>The finding without its place.</summary>
    public override string ToString() => $"{Member}: {What}";
}
