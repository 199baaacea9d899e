using System;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>The console of a board that runs alone: commands are "bootargs" of the tree's node "chosen", with semicolons between them; answers go to nanoFramework's console.</summary>
    public sealed class TreePort : ConsolePort
    {
        private readonly string _lines;
        private int _at;

        /// <summary>Commands of a tree, none if it has none.</summary>
        public TreePort(FlattenedTree tree)
        {
            int chosen = tree.FindNode("/chosen");
            int property = chosen < 0 ? -1 : tree.FindProperty(chosen, "bootargs");
            _lines = property < 0 || tree.StringCount(property) != 1 ? "" : tree.StringAt(property, 0) + ";";
        }

        /// <inheritdoc/>
        public override bool IsClosed
        {
            get { return _at == _lines.Length; }
        }

        /// <inheritdoc/>
        public override int Read(byte[] buffer)
        {
            int count = 0;
            while (count < buffer.Length && _at < _lines.Length)
            {
                char next = _lines[_at++];
                buffer[count++] = next == ';' ? (byte)'\n' : (byte)next;
            }
            return count;
        }

        /// <inheritdoc/>
        public override void WriteLine(string text)
        {
            Console.WriteLine(text);
        }
    }
}
