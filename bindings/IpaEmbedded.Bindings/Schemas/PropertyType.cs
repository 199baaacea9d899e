namespace IpaEmbedded.Bindings;

/// <summary>How the bytes of a property are to be read, as one binding says: a type name and, for a matrix, its shape.</summary>
internal sealed class PropertyType
{
    public PropertyType(string? name, (int Minimum, int Maximum) rows, (int Minimum, int Maximum) columns, bool hasShape, bool isPattern)
    {
        Name = name;
        Rows = rows;
        Columns = columns;
        HasShape = hasShape;
        IsPattern = isPattern;
    }

    /// <summary>A name of types.yaml, <c>node</c>, or null if the binding does not say.</summary>
    public string? Name { get; }

    public (int Minimum, int Maximum) Rows { get; private set; }

    public (int Minimum, int Maximum) Columns { get; private set; }

    public bool HasShape { get; private set; }

    public bool IsPattern { get; }

    public bool IsArrayOfRows => Name == "phandle-array" || (Name?.EndsWith("-matrix", StringComparison.Ordinal) ?? false);

    public static PropertyType Read(ProgramInput input) => new(
        input.TextOrNull(), (input.Int32(), input.Int32()), (input.Int32(), input.Int32()), input.Flag(), input.Flag());

    public void Write(ProgramOutput output)
    {
        output.Text(Name);
        foreach (int number in (int[])[Rows.Minimum, Rows.Maximum, Columns.Minimum, Columns.Maximum])
        {
            output.Number(number);
        }
        output.Flag(HasShape);
        output.Flag(IsPattern);
    }

    /// <summary>Widens the shape so that it also covers another binding's.</summary>
    public void Widen((int Minimum, int Maximum) rows, (int Minimum, int Maximum) columns)
    {
        Rows = HasShape ? Union(Rows, rows) : rows;
        Columns = HasShape ? Union(Columns, columns) : columns;
        HasShape = true;
    }

    private static (int Minimum, int Maximum) Union((int Minimum, int Maximum) a, (int Minimum, int Maximum) b)
    {
        if (a == (0, 0))
        {
            return b;
        }
        if (b == (0, 0))
        {
            return a;
        }
        int least = Math.Min(Math.Min(a.Minimum, a.Maximum), Math.Min(b.Minimum, b.Maximum));
        int most = Math.Max(Math.Max(a.Minimum, a.Maximum), Math.Max(b.Minimum, b.Maximum));
        return (least, most);
    }
}
