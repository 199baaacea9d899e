namespace IpaEmbedded.DeviceTree;

/// <summary>
/// Compares nodes of trees that only grow: the one that stands first in the tree is the lesser, a parent before its children.
/// Where two branches part is found in few steps, however deep they are.
/// </summary>
internal sealed class TreeOrder : IComparer<Node>
{
    private readonly Dictionary<Node, Place> _places = [];
    private readonly Place _top = new();

    public int Compare(Node? x, Node? y)
    {
        Place one = PlaceOf(x), other = PlaceOf(y);
        Place left = one.Above(other.Depth), right = other.Above(one.Depth);
        if (ReferenceEquals(left, right))
        {
            return one.Depth - other.Depth;
        }
        while (!ReferenceEquals(left.Parent, right.Parent))
        {
            bool meetsHigher = !ReferenceEquals(left.Jump, right.Jump);
            left = meetsHigher ? left.Jump : left.Parent;
            right = meetsHigher ? right.Jump : right.Parent;
        }
        return left.Number - right.Number;
    }

    /// <summary>The place of a node; siblings get theirs together, so that their numbers grow as they stand.</summary>
    private Place PlaceOf(Node? node)
    {
        var above = new Stack<Node>();
        for (Node? at = node; at is not null && !_places.ContainsKey(at); at = at.Parent)
        {
            above.Push(at);
        }
        while (above.TryPop(out Node? next))
        {
            Place parent = next.Parent is { } holder ? _places[holder] : _top;
            foreach (Node sibling in next.Parent?.ChildList.Skip(parent.Children) ?? [next])
            {
                _places.Add(sibling, new Place(parent, _places.Count));
                parent.Children++;
            }
        }
        return node is null ? _top : _places[node];
    }

    private sealed class Place
    {
        /// <summary>The place above all trees.</summary>
        public Place()
        {
            Parent = this;
            Jump = this;
        }

        public Place(Place parent, int number)
        {
            Parent = parent;
            Number = number;
            Depth = parent.Depth + 1;
            // Two jumps of one length end in one of twice the length: the top is never more than twice the logarithm of the depth away.
            Place middle = parent.Jump;
            Jump = parent.Depth - middle.Depth == middle.Depth - middle.Jump.Depth ? middle.Jump : parent;
        }

        public Place Parent { get; }

        /// <summary>A place far above.</summary>
        public Place Jump { get; }

        public int Depth { get; }

        public int Number { get; }

        /// <summary>How many children have a place.</summary>
        public int Children { get; set; }

        /// <summary>The place above this one, or this one, that is at most so deep.</summary>
        public Place Above(int depth)
        {
            Place at = this;
            while (at.Depth > depth)
            {
                at = at.Jump.Depth >= depth ? at.Jump : at.Parent;
            }
            return at;
        }
    }
}
