namespace IpaEmbedded.DeviceTree;

/// <summary>
/// Parses a text into a <see cref="TreeBuilder"/>, merging as it goes. After a mistake it goes on at the next statement,
/// so that one run reports every independent mistake once.
/// </summary>
internal sealed class DtsParser
{
    private readonly CompileContext _context;
    private readonly Lexer _lexer;
    private readonly StatementRecovery _recovery;
    private readonly ValueArena _arena = new();
    private readonly ValueReader _values;
    private readonly TreeBuilder _builder;
    private readonly List<string> _labels = [];
    private OpenNode[] _open = new OpenNode[16];
    private int _depth;
    private int _items;
    private bool _hasRoot;

    public DtsParser(CompileContext context, SourceMap map, string directory, TreeBuilder builder)
    {
        _context = context;
        _builder = builder;
        _lexer = new Lexer(context, map, directory);
        _recovery = new StatementRecovery(_lexer, context.Diagnostics);
        _values = new ValueReader(_lexer, context, _arena);
    }

    public bool IsPlugin { get; private set; }

    /// <summary>Reads the whole text.</summary>
    public void Parse()
    {
        ReadHeader();
        while (!_context.TooManyErrors())
        {
            byte c = _lexer.Next();
            if (c == 0)
            {
                break;
            }
            ReadTopLevelItem(c);
        }
        if (!_hasRoot && !_context.Diagnostics.HasErrors)
        {
            _context.Diagnostics.Error(DiagnosticIds.UnexpectedEnd, "the file ends without a root node '/ { };'", _lexer.CurrentSpan());
        }
    }

    private void ReadHeader()
    {
        bool hasVersion = false;
        bool? plugin = null;
        while (true)
        {
            byte c = _lexer.Next();
            int start = _lexer.At;
            if (c != '/' || !_lexer.TryTake("/dts-v1/"u8))
            {
                if (!hasVersion)
                {
                    _context.Diagnostics.Error(DiagnosticIds.MissingVersion,
                        $"the file must begin with '/dts-v1/;', found {_lexer.DescribeCurrent()}", _lexer.CurrentSpan());
                    if (_lexer.TryTake("/plugin/"u8))
                    {
                        IsPlugin = true;
                        _recovery.ExpectSemicolon();
                    }
                }
                return;
            }
            hasVersion = true;
            _recovery.ExpectSemicolon();
            bool here = false;
            if (_lexer.Next() == '/' && _lexer.TryTake("/plugin/"u8))
            {
                here = true;
                _recovery.ExpectSemicolon();
            }
            if (plugin is { } before && before != here)
            {
                _context.Diagnostics.Error(DiagnosticIds.HeaderDisagrees, "this header and the one before disagree about /plugin/",
                    _lexer.Map.Span(start, _lexer.LastTokenEnd));
            }
            plugin = here;
            IsPlugin = here;
        }
    }

    private void ReadTopLevelItem(byte c)
    {
        SourceMap map = _lexer.Map;
        int start = _lexer.At;
        _labels.Clear();
        while (_lexer.TryTakeLabel(out string label))
        {
            _labels.Add(label);
            c = _lexer.Next();
        }
        if (c == '/' && _lexer.TryTake("/memreserve/"u8))
        {
            ReadReservation(start);
        }
        else if (_labels.Count > (c == '&' ? 1 : 0))
        {
            _context.Diagnostics.Error(DiagnosticIds.UnexpectedText, c == '&' ? "only one label can stand before a reference" : $"a label cannot stand here, before {_lexer.DescribeCurrent()}", _lexer.Map.Span(start, _lexer.LastTokenEnd));
            _recovery.SkipItem();
        }
        else if (c == '/' && _lexer.TryTake("/delete-node/"u8))
        {
            if (ReadTarget() is { } target)
            {
                target.Parent?.AddDeletion(new Deletion(target.Name, _lexer.Map, start, _lexer.At));
                _builder.Delete(target);
            }
        }
        else if (c == '/' && _lexer.TryTake("/omit-if-no-ref/"u8))
        {
            if (ReadTarget() is { } target)
            {
                _builder.Omittable.Add(target);
            }
        }
        else if (c == '/' && (CharacterClass.Is(_lexer.Ahead(1), CharacterClass.Space) || _lexer.Ahead(1) is (byte)'{' or (byte)'/'))
        {
            _lexer.Take();
            NodeDefinition head = Head(map, start);
            if (!_recovery.ExpectOpen("the root node"))
            {
                return;
            }
            bool fresh = !_hasRoot;
            _hasRoot = true;
            ReadBody(_builder.Root, fresh, head);
        }
        else if (c == '&')
        {
            ReadReferencedBody(map, start);
        }
        else
        {
            string found = _lexer.DescribeCurrent();
            _context.Diagnostics.Error(DiagnosticIds.UnexpectedText,
                _hasRoot ? $"expected '/ {{', '&label {{' or the end of the file, found {found}" : $"expected the root node '/ {{', found {found}", _lexer.CurrentSpan());
            _recovery.SkipItem();
        }
    }

    private void ReadReferencedBody(SourceMap map, int start)
    {
        if (!_lexer.TryTakeReference(out string reference))
        {
            _context.Diagnostics.Error(DiagnosticIds.UnexpectedText, "expected a label or {/path} after '&'", _lexer.CurrentSpan());
            _recovery.SkipItem();
            return;
        }
        int referenceEnd = _lexer.At;
        NodeDefinition head = Head(map, start);
        if (!_recovery.ExpectOpen(reference.Contains('/', StringComparison.Ordinal) ? "&{" + reference + "}" : "&" + reference))
        {
            return;
        }
        // A fragment is for a label or for a path; a walk down from a label is neither, even where it leads somewhere. With a label in front it is
        // no fragment: the label is for a node of the plugin's own tree.
        bool byPath = reference.Contains('/', StringComparison.Ordinal);
        Node? target = IsPlugin && byPath && _labels.Count == 0 ? null : _builder.Resolve(reference);
        if (target is not null && !_hasRoot)
        {
            target = null;
        }
        bool fresh = false;
        if (target is null)
        {
            if (!IsPlugin || _labels.Count > 0 || reference.IndexOf('/', StringComparison.Ordinal) > 0)
            {
                ReportUnknownTarget(reference, start, referenceEnd);
            }
            target = IsPlugin ? _builder.AddFragment(reference) : new Node("", null);
            _hasRoot |= IsPlugin;
            fresh = true;
        }
        else
        {
            target.Deleted = false;
            _builder.AddLabels(target, true, _labels);
        }
        ReadBody(target, fresh, head);
    }

    private void ReadReservation(int start)
    {
        if (_hasRoot)
        {
            _context.Diagnostics.Error(DiagnosticIds.ReservationMisplaced, "/memreserve/ must come before the first node", _lexer.Map.Span(start, _lexer.At));
        }
        if (_values.Integers.TryReadPrimary(out ulong address) && _values.Integers.TryReadPrimary(out ulong size))
        {
            _builder.Reservations.Add(new MemoryReservation(address, size) { Labels = [.. _labels.Distinct()] });
            _recovery.ExpectSemicolon();
        }
        else
        {
            _recovery.SkipStatement();
        }
    }

    /// <summary>The node that a statement outside of all nodes refers to, up to the semicolon; null, with a finding, if there is none.</summary>
    private Node? ReadTarget()
    {
        Node? target = null;
        _lexer.Next();
        int start = _lexer.At;
        if (!_lexer.TryTakeReference(out string reference))
        {
            _lexer.ReportUnexpected("&label or &{/path}");
            _recovery.SkipItem();
            return null;
        }
        if (!_hasRoot || (target = _builder.Resolve(reference)) is null)
        {
            ReportUnknownTarget(reference, start, _lexer.At);
        }
        _recovery.ExpectSemicolon();
        return target;
    }

    private void ReportUnknownTarget(string reference, int start, int end) =>
        _context.Diagnostics.Error(DiagnosticIds.UnknownTarget, reference.StartsWith('/')
            ? $"there is no node {reference} yet at this place"
            : $"no node has the label '{reference}' yet at this place", _lexer.Map.Span(start, end));

    /// <summary>Reads from behind an opening brace to the semicolon behind its partner.</summary>
    private void ReadBody(Node node, bool fresh, NodeDefinition head)
    {
        Enter(node, fresh, head);
        while (_depth > 0)
        {
            byte c = _lexer.Next();
            if (_context.TooManyErrors())
            {
                return;
            }
            if (c == 0)
            {
                ref OpenNode unclosed = ref _open[_depth - 1];
                NodeDefinition open = unclosed.Definition;
                _context.Diagnostics.Error(DiagnosticIds.UnexpectedEnd,
                    $"the file ends inside {(unclosed.Node.Name.Length == 0 ? "the root node" : "node '" + unclosed.Node.Name + "'")}; a '}}' is missing",
                    _lexer.CurrentSpan(), new RelatedLocation("the node starts here", open.Map.Span(open.Start, open.Start + open.NameLength)));
                return;
            }
            if (c == '}')
            {
                _lexer.Take();
                NodeDefinition closed = _open[--_depth].Definition;
                if (ReferenceEquals(closed.Map, _lexer.Map))
                {
                    closed.End = _lexer.At;
                }
                _recovery.ExpectSemicolon();
                continue;
            }
            ReadStatement(c);
        }
    }

    // What stands before a body, up to where the lexer is; of what began in another file the first character.
    private NodeDefinition Head(SourceMap map, int start) => new(map, start, ReferenceEquals(map, _lexer.Map) ? _lexer.At - start : 1);

    private void Enter(Node node, bool fresh, NodeDefinition definition)
    {
        node.AddDefinition(definition);
        if (_depth == _open.Length)
        {
            Array.Resize(ref _open, _depth * 2);
        }
        _open[_depth++] = new OpenNode(node, fresh, definition);
    }

    private void ReadStatement(byte c)
    {
        ref OpenNode open = ref _open[_depth - 1];
        Node node = open.Node;
        int start = _lexer.At;
        bool omit = false;
        _labels.Clear();
        while (true)
        {
            if (_lexer.TryTakeLabel(out string label))
            {
                _labels.Add(label);
            }
            else if (c == '/' && _lexer.TryTake("/omit-if-no-ref/"u8))
            {
                omit = true;
            }
            else
            {
                break;
            }
            c = _lexer.Next();
        }
        if (c == '/' && _lexer.TryTake("/delete-node/"u8))
        {
            _lexer.Next();
            if (_recovery.TakeName("a node name after /delete-node/", out string doomed))
            {
                node.AddDeletion(new Deletion(doomed, _lexer.Map, start, _lexer.At));
                _builder.DeleteChild(node, open.Fresh, doomed);
                open.HasChildren = true;
                _recovery.ExpectSemicolon();
            }
            return;
        }
        if (c == '/' && !omit && _lexer.TryTake("/delete-property/"u8))
        {
            _lexer.Next();
            if (_recovery.TakeName("a property name after /delete-property/", out string doomed))
            {
                CheckOrder(ref open, doomed, start);
                node.AddDeletion(new Deletion(doomed, _lexer.Map, start, _lexer.At));
                _builder.DeleteProperty(node, open.Fresh, doomed);
                _recovery.ExpectSemicolon();
            }
            return;
        }
        int nameStart = _lexer.At;
        if (!_recovery.TakeName("a property, a node or '}'", out string name))
        {
            return;
        }
        int nameEnd = _lexer.At;
        SourceMap map = _lexer.Map;
        if (name.Length > Limits.NameLength || ++_items > Limits.TreeItems)
        {
            _context.FatalError(DiagnosticIds.TextTooLarge, name.Length > Limits.NameLength
                ? $"a name has {name.Length} characters; the most is {Limits.NameLength}"
                : $"the tree has more than {Limits.TreeItems} nodes and properties, each mention counted", map.Span(nameStart, nameEnd));
            return;
        }
        c = _lexer.Next();
        if (c == '{')
        {
            _lexer.Take();
            open.HasChildren = true;
            // Also by bodies for labels, each of which is one deeper than the one before.
            if (node.Depth >= Limits.NodeDepth)
            {
                _context.FatalError(DiagnosticIds.TooDeep, $"nodes are nested more than {Limits.NodeDepth} deep", map.Span(nameStart, nameEnd));
                return;
            }
            Node child = _builder.OpenChild(node, open.Fresh, name, out bool fresh);
            _builder.AddLabels(child, fresh, _labels);
            // A body for a node that is there already changes the node, and not whether it may be left out.
            if (omit && fresh)
            {
                _builder.Omittable.Add(child);
            }
            Enter(child, fresh, new NodeDefinition(map, nameStart, nameEnd - nameStart));
            return;
        }
        if (omit)
        {
            _lexer.ReportUnexpected($"'{{' after '{name}': /omit-if-no-ref/ is for nodes");
            _recovery.SkipStatement();
            return;
        }
        ReadProperty(ref open, name, map, nameStart, nameEnd, c);
    }

    private void ReadProperty(ref OpenNode open, string name, SourceMap map, int nameStart, int nameEnd, byte c)
    {
        Node node = open.Node;
        PropertyMarker[]? markers = null;
        int valueStart = 0;
        _arena.Begin();
        if (c == '=')
        {
            _lexer.At++;
            // Where the name stands in another file than the value, the items have no place.
            valueStart = ReferenceEquals(map, _lexer.Map) ? _lexer.At : 0;
            if (!_values.TryRead())
            {
                _recovery.SkipStatement();
                return;
            }
            markers = _values.TakeMarkers();
        }
        else if (c != ';' && c != '}' && !_recovery.StartsStatementOnNewLine())
        {
            _lexer.ReportUnexpected($"'=', ';' or '{{' after '{name}'");
            _recovery.SkipStatement();
            return;
        }
        CheckOrder(ref open, name, nameStart);
        var property = new Property(name, node, _arena.Block, _arena.Start, _arena.Length)
        {
            Map = map,
            SourceStart = nameStart,
            SourceEnd = ReferenceEquals(map, _lexer.LastTokenMap) ? _lexer.LastTokenEnd : nameEnd,
            NameLength = nameEnd - nameStart,
            SourceValueStart = valueStart,
            MarkerList = markers,
        };
        _builder.SetProperty(node, open.Fresh, property, _labels);
        _recovery.ExpectSemicolon();
    }

    private void CheckOrder(ref OpenNode open, string name, int start)
    {
        if (open.HasChildren && !open.OrderReported)
        {
            open.OrderReported = true;
            _context.Diagnostics.Error(DiagnosticIds.PropertyAfterChild, $"property '{name}' comes after a child node; properties must come first",
                _lexer.Map.Span(start, _lexer.LastTokenEnd));
        }
    }

    private struct OpenNode(Node node, bool fresh, NodeDefinition definition)
    {
        public readonly Node Node = node;

        public readonly bool Fresh = fresh;

        public readonly NodeDefinition Definition = definition;

        public bool HasChildren { get; set; }

        public bool OrderReported { get; set; }
    }
}
