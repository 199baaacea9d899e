namespace IpaEmbedded.DeviceTree;

/// <summary>A list of references, each followed by as many cells as the referenced node says.</summary>
internal sealed class ProviderCheck(string id, string name, string property, string cellsProperty, string cellsCheck, bool optional = false)
    : PropertyCheck(id, name, property, $"'{property}' holds references, each followed by as many cells as the provider's '{cellsProperty}' says.", cellsCheck, "phandle_references")
{
    protected override void Check(CheckContext context, Property list) => Check(context, list, cellsProperty, optional);

    internal static void Check(CheckContext context, Property property, string cellsProperty, bool optional)
    {
        Node node = property.Node;
        if (property.Length % 4 != 0)
        {
            context.Report(node, property, $"'{property.Name}' has {property.Length} bytes, which is not a whole number of cells");
            return;
        }
        int count = property.CellCount;
        long cells;
        for (long cell = 0; cell < count; cell += cells + 1)
        {
            int offset = (int)cell * 4;
            uint phandle = property.CellAt((int)cell);
            cells = 0;
            if (phandle is 0 or 0xffffffff)
            {
                if (context.Tree.IsPlugin)
                {
                    return;
                }
                continue;
            }
            if (property.Map is not null && property.ReferenceAt(offset) is not { Kind: MarkerKind.PhandleReference })
            {
                context.ReportAt(node, property, offset, $"cell {cell} of '{property.Name}' must be a reference");
            }
            if (context.Tree.FindByPhandle(phandle) is not { } provider)
            {
                context.ReportAt(node, property, offset, $"cell {cell} of '{property.Name}' is phandle 0x{phandle:x}, which no node has");
                return;
            }
            if (provider.FindProperty(cellsProperty) is { } stated)
            {
                cells = stated.TryGetCell(0, out uint number) ? number : 0;
            }
            else if (!optional)
            {
                context.ReportFor(null, node, property, offset, $"'{property.Name}' refers to {provider.ShownPath}, which has no '{cellsProperty}'",
                    new RelatedLocation("the provider", provider.NameSpan, provider.ShownPath));
                return;
            }
            if (cell + cells + 1 > count)
            {
                context.ReportAt(node, property, offset, $"'{property.Name}' refers to {provider.ShownPath}, which wants {cells} cells; {count - cell - 1} are left",
                    new RelatedLocation($"'{cellsProperty}' is set here", provider.FindProperty(cellsProperty)?.Span, provider.ShownPath));
                return;
            }
        }
    }
}

/// <summary>GPIO lists, under any of their names.</summary>
internal sealed class GpiosCheck(string id, string name)
    : TreeCheck(id, name, "GPIO properties hold references, each followed by as many cells as the provider's '#gpio-cells' says.", "phandle_references")
{
    internal override void Run(CheckContext context)
    {
        foreach (Property property in context.Gpios)
        {
            if (property.Node.FindProperty("gpio-hog") is null)
            {
                ProviderCheck.Check(context, property, "#gpio-cells", false);
            }
        }
    }
}

/// <summary>The singular names of GPIO properties are out of use.</summary>
internal sealed class DeprecatedGpioCheck(string id, string name)
    : TreeCheck(id, name, "GPIO properties are called '*-gpios', not '*-gpio'.")
{
    internal override void Run(CheckContext context)
    {
        foreach (Property property in context.Gpios)
        {
            if (property.Name.EndsWith("gpio", StringComparison.Ordinal))
            {
                context.Report(property.Node, property, $"'{property.Name}' is now called '{property.Name}s'");
            }
        }
    }
}

/// <summary>interrupts has whole specifiers of the controller that they go to.</summary>
internal sealed class InterruptsCheck(string id, string name)
    : PropertyCheck(id, name, "interrupts", "'interrupts' holds whole specifiers of its interrupt parent's '#interrupt-cells'.")
{
    internal static bool IsProvider(Node node) => node.FindProperty("interrupt-controller") is not null || node.FindProperty("interrupt-map") is not null;

    protected override void Check(CheckContext context, Property interrupts)
    {
        Node node = interrupts.Node;
        if (interrupts.Length % 4 != 0)
        {
            context.Report(node, interrupts, $"'interrupts' has {interrupts.Length} bytes, which is not a whole number of cells");
        }
        Node? controller = null;
        Node? scope = node.FindProperty("interrupt-parent") is not null ? node : ScopeOf(context, node.Parent);
        if (scope is not null && !ReferenceEquals(scope, node) && IsProvider(scope))
        {
            controller = scope;
        }
        else if (scope?.FindProperty("interrupt-parent") is { } parent)
        {
            _ = parent.TryGetCell(0, out uint phandle);
            if (phandle is 0 or 0xffffffff)
            {
                if (context.Tree.IsPlugin)
                {
                    return;
                }
                context.Report(scope, parent, $"'interrupt-parent' is 0x{phandle:x}, which no node can have");
            }
            else if ((controller = context.Tree.FindByPhandle(phandle)) is null)
            {
                context.Report(scope, parent, $"'interrupt-parent' is phandle 0x{phandle:x}, which no node has");
                return;
            }
            else if (!IsProvider(controller))
            {
                context.Report(controller, "the interrupt parent has neither 'interrupt-controller' nor 'interrupt-map'",
                    new RelatedLocation("it is made the interrupt parent here", parent.Span, scope.ShownPath));
                return;
            }
        }
        if (controller is null)
        {
            context.Report(node, "'interrupts' without an interrupt parent", new RelatedLocation("the interrupts", interrupts.Span, node.ShownPath));
            return;
        }
        if (controller.FindProperty("#interrupt-cells") is not { } cells || !cells.TryGetCell(0, out uint count))
        {
            return;
        }
        long entry = count * 4L;
        if (!AddressSizeCells.IsMultiple(interrupts.Length, entry))
        {
            context.ReportFor(cells, node, interrupts, null, $"'interrupts' has {interrupts.CellCount} cells; {controller.ShownPath} wants {count} for each interrupt",
                new RelatedLocation("'#interrupt-cells' is set here", cells.Span, controller.ShownPath));
        }
    }

    /// <summary>The nearest of a node and those above it that is an interrupt controller or names one; each node is looked at once.</summary>
    private static Node? ScopeOf(CheckContext context, Node? node)
    {
        Node? at = node;
        Node? scope = null;
        while (at is not null && !context.InterruptScopes.TryGetValue(at, out scope))
        {
            if (IsProvider(at) || at.FindProperty("interrupt-parent") is not null)
            {
                scope = at;
                context.InterruptScopes.Add(at, scope);
                break;
            }
            at = at.Parent;
        }
        for (Node? passed = node; !ReferenceEquals(passed, at); passed = passed!.Parent)
        {
            context.InterruptScopes.Add(passed!, scope);
        }
        return scope;
    }
}

/// <summary>Interrupt controllers say how many cells a specifier and an address have.</summary>
internal sealed class InterruptProviderCheck(string id, string name)
    : NodeCheck(id, name, "An interrupt controller has '#interrupt-cells' and '#address-cells'.")
{
    protected override void Check(CheckContext context, Node node)
    {
        if (!InterruptsCheck.IsProvider(node))
        {
            if (context.IsLater && node.FindProperty("#interrupt-cells") is { } lone)
            {
                context.ReportFor(null, node, lone, null, "'#interrupt-cells' is for nodes with 'interrupt-controller' or 'interrupt-map', which this one is not");
            }
            return;
        }
        foreach (string cells in context.IsLater ? ["#interrupt-cells"] : (string[])["#interrupt-cells", "#address-cells"])
        {
            if (!node.HasProperty(cells))
            {
                context.Report(node, $"an interrupt controller needs '{cells}'");
            }
        }
    }
}
