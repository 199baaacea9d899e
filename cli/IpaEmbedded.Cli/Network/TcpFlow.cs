using System.Net.Sockets;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Cli.Network;

/// <summary>
/// A connection between a client and a service of this machine: the server's half of TCP (RFC 9293) towards the client, a socket towards the service. What comes
/// out of order is not kept: the client sends it again. No timestamps, no selective acknowledgements.
/// </summary>
internal sealed class TcpFlow : PollSource, IDisposable
{
    private const int BufferBytes = 256 * 1024;
    private const int HeaderBytes = TcpHeader.Size + TcpOptions.Size;
    private const long AnswerTimeout = 1_000_000;
    private const long LingerMicroseconds = 2_000_000;
    private const int MaxAnswers = 6;

    private readonly FlowEnds _ends;
    private readonly Action<TcpFlow> _closed;
    private readonly Socket _socket;
    private readonly EventLoopTimer _timer;
    private readonly ByteRing _received = new(BufferBytes);
    private readonly TcpSender _sender;
    private readonly TcpOptions _options;
    private readonly FlushPoll _poll;
    private readonly byte[] _segment = new byte[HeaderBytes + 1500];
    private readonly uint _first;
    private readonly int _largest;
    private readonly bool _refusal;
    private TcpFlowState _state = TcpFlowState.Connecting;
    private uint _expected;
    private int _advertised;
    private int _answers;
    private bool _clientEnded;
    private bool _serviceEnded;
    private bool _isShut;
    private bool _owesAcknowledgement;
    private bool _isDisposed;

    /// <param name="ends">Who talks.</param>
    /// <param name="request">The segment that opens the connection.</param>
    /// <param name="options">Its options.</param>
    /// <param name="first">The first sequence number of this side.</param>
    /// <param name="closed">Is told when nothing of the connection is left.</param>
    /// <exception cref="SocketException">This machine makes no more sockets.</exception>
    public TcpFlow(FlowEnds ends, TcpHeader request, TcpOptions options, uint first, Action<TcpFlow> closed)
    {
        _ends = ends;
        _closed = closed;
        _options = options;
        _first = first;
        _expected = request.Sequence + 1;
        _largest = ends.Key.IsV6 ? 1440 : 1460;
        _sender = new TcpSender(this, first + 1, Math.Min(_largest, options.MaximumSegment));
        _timer = new EventLoopTimer(ends.Loop, OnTimer);
        _poll = new FlushPoll(this);
        _socket = new Socket(ends.Service.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false, NoDelay = true };
        try
        {
            _socket.Connect(ends.Service);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // The socket says when it is connected.
        }
        catch (SocketException)
        {
            _refusal = true;
        }
        ends.Time.Watch(this);
        ends.Loop.Schedule(_poll);
    }

    public FlowKey Key => _ends.Key;

    /// <summary>Whether only a late segment of the client is still waited for.</summary>
    public bool IsLingering => _state == TcpFlowState.Lingering;

    public bool AskForRoom() => _ends.Modem.AskForRoom();

    public bool IsTimed => _timer.IsArmed;

    public override int Descriptor => _isDisposed || _state is TcpFlowState.Lingering or TcpFlowState.Closed || Events == 0 ? -1 : (int)_socket.Handle;

    public override short Events => (short)(
        (_state == TcpFlowState.Open && !_serviceEnded && _sender.HasRoom ? Input : 0) |
        (_state == TcpFlowState.Connecting || (_received.Count > 0 && !_isShut) ? Output : 0));

    public override void OnReady() => _ends.Loop.Schedule(_poll);

    /// <summary>The modem has room again.</summary>
    public void OnRoom() => _ends.Loop.Schedule(_poll);

    /// <summary>A segment of the client.</summary>
    public SegmentFate OnSegment(in TcpHeader segment, ReadOnlySpan<byte> data)
    {
        if (segment.Has(TcpFlags.Reset))
        {
            return OnReset(segment);
        }
        if (segment.Has(TcpFlags.Synchronize))
        {
            if (_state == TcpFlowState.Answered)
            {
                SendAnswer();
            }
            else if (_state != TcpFlowState.Connecting)
            {
                Owe();
            }
            return SegmentFate.Taken;
        }
        if (!segment.Has(TcpFlags.Acknowledge))
        {
            return SegmentFate.Ignored;
        }
        if (_state == TcpFlowState.Connecting || (_state == TcpFlowState.Answered && segment.Acknowledgement != _first + 1))
        {
            return SegmentFate.Unknown;
        }
        if (_state == TcpFlowState.Answered)
        {
            _state = TcpFlowState.Open;
            _timer.Cancel();
        }
        if (!_sender.OnAcknowledgement(segment.Acknowledgement, segment.Window << (_options.WindowShift ?? 0), segment.SequenceLength == 0))
        {
            Owe();
            return SegmentFate.Ignored;
        }
        SegmentFate fate = SegmentFate.Taken;
        if (segment.SequenceLength > 0)
        {
            fate = Take(segment, data);
            Owe();
        }
        _ends.Loop.Schedule(_poll);
        return fate;
    }

    /// <summary>Sends a segment of data that begins so many bytes behind the oldest in the ring.</summary>
    public void SendSegment(uint sequence, ByteRing data, int offset, int length, bool ends, bool isLast)
    {
        data.CopyTo(offset, _segment.AsSpan(TcpHeader.Size, length));
        SendSegment(sequence, TcpHeader.Size, length, TcpFlags.Acknowledge | (ends ? TcpFlags.Finish : TcpFlags.None) | (isLast && length > 0 ? TcpFlags.Push : TcpFlags.None));
    }

    /// <summary>Starts the one timer of the connection, or stops it with 0.</summary>
    public void StartTimer(long microseconds)
    {
        if (microseconds == 0)
        {
            _timer.Cancel();
        }
        else
        {
            _timer.Start(microseconds);
        }
    }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _timer.Cancel();
            _ends.Time.Unwatch(this);
            _socket.Dispose();
        }
    }

    // Only one whose number is expected ends the connection: others may be anybody's, so who means it has to say it again (RFC 5961).
    private SegmentFate OnReset(in TcpHeader segment)
    {
        uint ahead = segment.Sequence - _expected;
        if (ahead == 0)
        {
            Close();
            return SegmentFate.Taken;
        }
        if (ahead >= (uint)_received.Free || _state is TcpFlowState.Connecting or TcpFlowState.Answered)
        {
            return SegmentFate.Ignored;
        }
        Owe();
        return SegmentFate.Taken;
    }

    private SegmentFate Take(in TcpHeader segment, ReadOnlySpan<byte> data)
    {
        int late = (int)(_expected - segment.Sequence);
        // What lies behind has been taken, and is acknowledged once more.
        if (late > data.Length || (late == data.Length && !segment.Has(TcpFlags.Finish)))
        {
            return SegmentFate.Taken;
        }
        if (_clientEnded)
        {
            return SegmentFate.Ignored;
        }
        if (late < 0)
        {
            return SegmentFate.Ahead;
        }
        ReadOnlySpan<byte> fresh = data[late..];
        int count = Math.Min(fresh.Length, _received.Free);
        _received.Add(fresh[..count]);
        _expected += (uint)count;
        if (segment.Has(TcpFlags.Finish) && count == fresh.Length)
        {
            _expected++;
            _clientEnded = true;
        }
        return SegmentFate.Taken;
    }

    private void Owe()
    {
        _owesAcknowledgement = true;
        _ends.Loop.Schedule(_poll);
    }

    private void Flush()
    {
        if (_isDisposed || (_state == TcpFlowState.Connecting && !Connect()))
        {
            return;
        }
        if (_state == TcpFlowState.Open && !(Write() && Read()))
        {
            Reset();
            return;
        }
        if (_state == TcpFlowState.Open)
        {
            _sender.Send();
        }
        // A client that saw a small window hears when it has grown.
        bool grown = _state == TcpFlowState.Open && WindowOf(Shift) - _advertised >= Math.Min(BufferBytes, ushort.MaxValue << Shift) / 2;
        if ((_owesAcknowledgement || grown) && _state is TcpFlowState.Open or TcpFlowState.Lingering)
        {
            SendSegment(_sender.Next, TcpHeader.Size, 0, TcpFlags.Acknowledge);
        }
        if (_state == TcpFlowState.Open && _isShut && _sender.HasEnded)
        {
            _state = TcpFlowState.Lingering;
            _timer.Start(LingerMicroseconds);
        }
    }

    private bool Connect()
    {
        if (!_refusal && !_socket.Poll(0, SelectMode.SelectWrite))
        {
            return false;
        }
        if (_refusal || (int)_socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)! != 0)
        {
            Reset();
            return false;
        }
        _state = TcpFlowState.Answered;
        SendAnswer();
        return true;
    }

    private bool Write()
    {
        while (_received.Count > 0 && !_isShut)
        {
            int count = _socket.Send(_received.First, SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock)
            {
                return true;
            }
            if (error != SocketError.Success)
            {
                return false;
            }
            _received.Skip(count);
        }
        if (_clientEnded && !_isShut)
        {
            _isShut = true;
            try
            {
                _socket.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException)
            {
                // The service has gone altogether, which the next read tells.
            }
        }
        return true;
    }

    private bool Read()
    {
        while (!_serviceEnded && _sender.Room is { Length: > 0 } room)
        {
            int count = _socket.Receive(room, SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock)
            {
                return true;
            }
            if (error != SocketError.Success)
            {
                return false;
            }
            if (count == 0)
            {
                _serviceEnded = true;
                _sender.End();
            }
            _sender.Add(count);
        }
        return true;
    }

    private int Shift => _options.WindowShift is null ? 0 : TcpOptions.OwnShift;

    /// <summary>What a window that is shifted so says of the room that there is.</summary>
    private int WindowOf(int shift) => Math.Min(ushort.MaxValue, _received.Free >> shift) << shift;

    private void SendAnswer()
    {
        TcpOptions.Write(_segment.AsSpan(TcpHeader.Size), _largest, _options.WindowShift is not null);
        SendSegment(_first, HeaderBytes, 0, TcpFlags.Synchronize | TcpFlags.Acknowledge);
        _timer.Start(AnswerTimeout);
    }

    private void SendSegment(uint sequence, int header, int length, TcpFlags flags)
    {
        int shift = (flags & TcpFlags.Synchronize) != 0 ? 0 : Shift;
        _advertised = WindowOf(shift);
        Span<byte> segment = _segment.AsSpan(0, header + length);
        new TcpHeader(Key.DestinationPort, Key.SourcePort, sequence, _expected, flags, (ushort)(_advertised >> shift), header, segment.Length).Write(segment);
        TcpHeader.WriteChecksum(segment, _ends.Server, _ends.Client);
        _owesAcknowledgement = false;
        _ends.Send(IpProtocol.Tcp, segment);
    }

    private void OnTimer()
    {
        switch (_state)
        {
            case TcpFlowState.Answered when ++_answers < MaxAnswers:
                SendAnswer();
                break;
            case TcpFlowState.Open:
                _sender.OnTimeout();
                if (_sender.IsGivenUp)
                {
                    Reset();
                }
                break;
            default:
                Close();
                break;
        }
    }

    private void Reset()
    {
        SendSegment(_state == TcpFlowState.Connecting ? 0 : _sender.Next, TcpHeader.Size, 0, TcpFlags.Reset | TcpFlags.Acknowledge);
        Close();
    }

    private void Close()
    {
        _state = TcpFlowState.Closed;
        Dispose();
        _closed(this);
    }

    private sealed class FlushPoll(TcpFlow flow) : Poll
    {
        public override int Run(int budget)
        {
            flow.Flush();
            return 0;
        }
    }
}
