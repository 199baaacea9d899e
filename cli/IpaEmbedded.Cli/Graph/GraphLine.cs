namespace IpaEmbedded.Cli.Graph;

/// <summary>A line from a row of a consumer's box to its supplier's box, by the points that it runs through.</summary>
public sealed record GraphLine(GraphBox From, GraphRow Row, GraphBox To, IReadOnlyList<(double X, double Y)> Points);
