namespace IpaEmbedded.NanoBuild;

/// <summary>One identifier, keyword or mark of C# text; comments, texts and numbers are none.</summary>
internal readonly record struct CSharpToken(string Text, int Line, int Column)
{
    public bool IsWord => char.IsLetter(Text[0]) || Text[0] is '_' or '@';
}
