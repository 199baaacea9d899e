using System.Net;
using System.Net.Sockets;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Cli.Network;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.HostTests.Cli.Network;

/// <summary>
/// A booted board whose modem's far side is the translation to this machine's loopback, and a service there. The board's time is virtual, so timers of
/// connections need no waiting; sockets are this machine's.
/// </summary>
internal sealed class NatBench : IDisposable
{
    private const int MaxSteps = 60_000;
    private const long StepMicroseconds = 200;

    private readonly BoardTime _time = new();
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public NatBench()
    {
        Board = new SimulatedBoard(HostTests.Boot.BoardTree.ModemInit);
        Board.Boot();
        Board.Rmnet.SetSink(new Sink(this));
        var modem = new FarLink(Board.Soc.Network);
        Nat = new FarNat(Board.Loop, _time, modem);
        Board.Soc.Network.Answers = false;
        Board.Soc.Network.Forward = Nat.OnPacket;
        Board.Soc.Network.RoomHandler = Nat.OnRoom;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(1024);
    }

    public SimulatedBoard Board { get; }

    public FarNat Nat { get; }

    /// <summary>Port of the service.</summary>
    public ushort Port => (ushort)((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Packets that have come back.</summary>
    public List<byte[]> Answers { get; } = [];

    /// <summary>Packets that were given to the far side.</summary>
    public long Sent { get; private set; }

    /// <summary>Reasons for which packets were lost, with their counts.</summary>
    public string Lost => string.Join(", ", Nat.Lost.Where(each => each.Count > 0).Select(each => $"{each.Reason} {each.Count}"));

    /// <summary>The service's end of a connection that stands.</summary>
    public Socket Accept()
    {
        Socket accepted = _listener.Accept();
        accepted.NoDelay = true;
        return accepted;
    }

    /// <summary>Gives the far side a packet that has come out of the modem.</summary>
    public void Send(byte[] packet)
    {
        Sent++;
        Nat.OnPacket(0, packet, 0, packet.Length);
        Board.Loop.RunPending();
    }

    /// <summary>Lets time pass and sockets be served until something has come about.</summary>
    public void Until(string what, Func<bool> condition)
    {
        for (int i = 0; i < MaxSteps; i++)
        {
            if (condition()) { return; }
            _time.WaitUntil(_time.Now + 1000);
            Board.Loop.Run(StepMicroseconds);
        }
        throw new AssertFailedException($"{what} has not come about; lost: {Lost}");
    }

    /// <summary>Lets so much virtual time pass; sockets are looked at now and then, and not waited for.</summary>
    public void Pass(long microseconds)
    {
        for (long end = Board.Loop.Now + microseconds; Board.Loop.Now < end;)
        {
            _time.WaitUntil(_time.Now);
            Board.Loop.Run(10_000);
        }
    }

    public void Dispose()
    {
        Nat.Dispose();
        _listener.Dispose();
    }

    private sealed class Sink(NatBench owner) : PacketSink
    {
        public override void OnPacket(DmaMemory memory, int offset, int length, bool checksumVerified)
        {
            byte[] packet = new byte[length];
            memory.CopyTo(offset, packet, 0, length);
            owner.Answers.Add(packet);
        }
    }
}
