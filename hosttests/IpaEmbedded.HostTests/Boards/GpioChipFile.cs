using System.Buffers.Binary;
using IpaEmbedded.Boards.Linux.Interop;
using IpaEmbedded.Boards.Linux.Time;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>
/// The kernel's side of a GPIO chip's file: requests of lines, settings and levels as linux/gpio.h has them, and for each line a pipe of its edges. As there, an edge
/// is queued while its line's setting asks for edges, and stays queued whatever is set afterwards.
/// </summary>
internal sealed class GpioChipFile : IDisposable
{
    private const ulong GetLine = 0xc250b407;
    private const ulong SetConfig = 0xc110b40d;
    private const ulong GetValues = 0xc010b40e;
    private const ulong BothEdges = 3 << 4;

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<int, Line> _lines = [];

    public GpioChipFile() => DeviceFile = _folder.Write("gpiochip0", "");

    public string DeviceFile { get; }

    /// <summary>Whether the kernel has edges of a line to tell.</summary>
    public bool HasEdges(int pin)
    {
        LibC.PollEntry[] entries = [new LibC.PollEntry { Descriptor = Of(pin).Edges.Descriptor, Events = PollSource.Input }];
        return LibC.Poll(entries, 0) > 0;
    }

    /// <summary>The line goes high, or low.</summary>
    public void Edge(int pin, bool high)
    {
        var line = Of(pin);
        line.IsHigh = high;
        if ((line.Flags & BothEdges) != 0)
        {
            var edge = new byte[48];
            edge[8] = (byte)(high ? 1 : 2);
            BinaryPrimitives.WriteInt32LittleEndian(edge.AsSpan(12), pin);
            line.Edges.Write(edge);
        }
    }

    /// <summary>From now on the kernel refuses every control of a line: its chip has gone.</summary>
    public bool IsGone { get; set; }

    public void Control(int descriptor, string path, string what, ulong request, Span<byte> argument)
    {
        if (IsGone)
        {
            throw LibC.Failure(what, path, 19);
        }

        switch (request)
        {
            case GetLine:
                var pin = BinaryPrimitives.ReadInt32LittleEndian(argument);
                var line = new Line(new EventPipe(_folder, $"line{pin}")) { Flags = BinaryPrimitives.ReadUInt64LittleEndian(argument[288..]) };
                _lines.Add(pin, line);
                BinaryPrimitives.WriteInt32LittleEndian(argument[588..], line.Edges.Descriptor);
                break;
            case SetConfig:
                _lines.Values.Single(each => each.Edges.Descriptor == descriptor).Flags = BinaryPrimitives.ReadUInt64LittleEndian(argument);
                break;
            case GetValues:
                argument[0] = (byte)(_lines.Values.Single(each => each.Edges.Descriptor == descriptor).IsHigh ? 1 : 0);
                break;
            default:
                throw LibC.Failure(what, path, 25);
        }
    }

    // The descriptors are closed by whoever requested the lines.
    public void Dispose() => _folder.Dispose();

    private Line Of(int pin) => _lines[pin];

    private sealed class Line(EventPipe edges)
    {
        public EventPipe Edges => edges;

        public ulong Flags { get; set; }

        public bool IsHigh { get; set; }
    }
}
