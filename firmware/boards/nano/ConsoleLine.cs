namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Puts bytes together to a line of printable ASCII. What is too long or has another character is refused whole at its end: no part of it is a command.</summary>
    public sealed class ConsoleLine
    {
        /// <summary>Characters that a line may have.</summary>
        public const int MaxLength = 64;

        private readonly char[] _characters = new char[MaxLength];
        private int _length;
        private bool _afterReturn;
        private bool _isDone;

        /// <summary>Why the finished line is none, or null.</summary>
        public string Fault { get; private set; }

        /// <summary>The finished line without blanks around it.</summary>
        public string Text
        {
            get
            {
                int first = 0;
                int end = _length;
                while (first < end && _characters[first] == ' ') { first++; }
                while (end > first && _characters[end - 1] == ' ') { end--; }
                return new string(_characters, first, end - first);
            }
        }

        /// <summary>Takes a byte; true when a line ends with it: with a line feed, a carriage return, or both.</summary>
        public bool Add(byte value)
        {
            if (_isDone)
            {
                _isDone = false;
                _length = 0;
                Fault = null;
            }
            bool isSecond = value == '\n' && _afterReturn;
            _afterReturn = value == '\r';
            if (isSecond) { return false; }
            if (value == '\n' || value == '\r')
            {
                _isDone = true;
                return true;
            }
            if (value == '\b' || value == 0x7f)
            {
                if (_length > 0) { _length--; }
            }
            else if (value < ' ' || value > '~') { Fault = "a line has a character 0x" + value.ToString("x2"); }
            else if (_length == MaxLength) { Fault = "a line is longer than " + MaxLength.ToString() + " characters"; }
            else { _characters[_length++] = (char)value; }
            return false;
        }
    }
}
