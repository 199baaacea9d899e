namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Where commands come from and answers go: a serial line, or lines that stand in the tree.</summary>
    public abstract class ConsolePort
    {
        /// <summary>Whether nothing will come any more.</summary>
        public abstract bool IsClosed { get; }

        /// <summary>Takes bytes that have come, as many as the buffer holds; 0 when there are none now. Never waits.</summary>
        public abstract int Read(byte[] buffer);

        /// <summary>Writes a line.</summary>
        public abstract void WriteLine(string text);
    }
}
