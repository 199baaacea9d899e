namespace IpaEmbedded.Cli.Network;

/// <summary>
/// The sending half of a connection to a client (RFC 9293): keeps what was not acknowledged, within the client's window; sends again after a time that
/// doubles, or after three acknowledgements that ask for it; asks windows of zero. The link behind it pushes back instead of losing, so that congestion is
/// avoided by a slow start alone.
/// </summary>
internal sealed class TcpSender
{
    private const int BufferBytes = 256 * 1024;
    private const int FirstSegments = 10;
    private const int MaxRetries = 12;
    private const long FirstTimeout = 250_000;
    private const long MaxTimeout = 5_000_000;
    private const int DuplicatesForLoss = 3;

    private readonly TcpFlow _flow;
    private readonly int _segment;
    private readonly ByteRing _data = new(BufferBytes);
    private uint _acknowledged;
    private uint _next;
    private uint _highest;
    private int _window;
    private int _congestion;
    private int _duplicates;
    private int _retries;
    private long _timeout = FirstTimeout;
    private bool _ends;
    private uint _endSequence;

    public TcpSender(TcpFlow flow, uint first, int segment)
    {
        _flow = flow;
        _segment = segment;
        _acknowledged = _next = _highest = first;
        _congestion = FirstSegments * segment;
    }

    /// <summary>Where data of the service goes before <see cref="Add"/>; empty without room.</summary>
    public Span<byte> Room => _data.Room;

    /// <summary>Whether there is room.</summary>
    public bool HasRoom => _data.Free > 0;

    /// <summary>Sequence number of what is sent next.</summary>
    public uint Next => _next;

    /// <summary>Whether the end was sent and acknowledged.</summary>
    public bool HasEnded => _ends && _data.Count == 0 && _acknowledged == _highest && _highest == _endSequence + 1;

    /// <summary>Whether the client has not answered for so long that the connection is given up.</summary>
    public bool IsGivenUp => _retries > MaxRetries;

    /// <summary>Data that was written into <see cref="Room"/>.</summary>
    public void Add(int count) => _data.Grow(count);

    /// <summary>No data follows.</summary>
    public void End()
    {
        if (!_ends)
        {
            _ends = true;
            _endSequence = _acknowledged + (uint)_data.Count;
        }
    }

    /// <summary>An acknowledgement with a window; an old one changes nothing. False for one of what was never sent.</summary>
    public bool OnAcknowledgement(uint acknowledgement, int window, bool isBare)
    {
        int acknowledged = (int)(acknowledgement - _acknowledged);
        if ((int)(_highest - acknowledgement) < 0)
        {
            return false;
        }
        if (acknowledged < 0)
        {
            return true;
        }
        bool opens = window != _window;
        _window = window;
        if (acknowledged == 0)
        {
            _retries = window == 0 ? 0 : _retries;
            if (isBare && !opens && InFlight > 0 && ++_duplicates == DuplicatesForLoss)
            {
                _next = _acknowledged;
                _congestion = Math.Max(2 * _segment, _congestion / 2);
            }
            return true;
        }
        _duplicates = 0;
        _retries = 0;
        _timeout = FirstTimeout;
        _data.Skip(Math.Min(acknowledged, _data.Count));
        _acknowledged = acknowledgement;
        if ((int)(_next - _acknowledged) < 0)
        {
            _next = _acknowledged;
        }
        _congestion = Math.Min(BufferBytes, _congestion + acknowledged);
        _flow.StartTimer(InFlight > 0 ? _timeout : 0);
        return true;
    }

    /// <summary>Nothing was acknowledged for too long.</summary>
    public void OnTimeout()
    {
        if (InFlight == 0 && _data.Count == 0)
        {
            return;
        }
        _retries++;
        _timeout = Math.Min(MaxTimeout, _timeout * 2);
        _next = _acknowledged;
        _congestion = _segment;
        Send(1);
    }

    /// <summary>Sends what window and link take.</summary>
    public void Send(int least = 0)
    {
        while (true)
        {
            int offset = (int)(_next - _acknowledged);
            int available = _data.Count - offset;
            bool isEnd = _ends && _next == _endSequence;
            if (available <= 0 && !isEnd)
            {
                break;
            }
            int allowed = Math.Max(least, Math.Min(_window, _congestion) - offset);
            int length = Math.Min(Math.Min(available, _segment), allowed);
            // Not in crumbs: what is in flight will open the window.
            if ((length <= 0 && available > 0) || (length < _segment && length < available && offset > 0) || !_flow.AskForRoom())
            {
                break;
            }
            least = 0;
            bool ends = _ends && length == available;
            _flow.SendSegment(_next, _data, offset, Math.Max(0, length), ends, length == available);
            _next += (uint)(Math.Max(0, length) + (ends ? 1 : 0));
            if ((int)(_next - _highest) > 0)
            {
                _highest = _next;
            }
        }
        if (!_flow.IsTimed && (InFlight > 0 || (_data.Count > 0 && _window == 0)))
        {
            _flow.StartTimer(_timeout);
        }
    }

    private int InFlight => (int)(_highest - _acknowledged);
}
