using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace IpaEmbedded.Qtest;

/// <summary>A client's end of a qtest socket: sends a command, waits for its answer, and hands on the interrupts that come before it.</summary>
public sealed class QtestConnection : IDisposable
{
    private const int MaxChunkBytes = 48 << 10;

    private readonly Socket _socket;
    private readonly LineReader _lines;

    /// <summary>Connects to a server.</summary>
    /// <exception cref="IOException">Nobody listens at the path.</exception>
    public QtestConnection(string path)
    {
        _socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _lines = new LineReader(_socket, QtestServer.MaxLineCharacters);
        try
        {
            _socket.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            _socket.Dispose();
            throw new IOException($"cannot connect to {path}: {e.Message}", e);
        }
    }

    /// <summary>Is told of each interrupt that is raised (true) or lowered.</summary>
    public Action<int, bool>? Interrupt { get; set; }

    /// <summary>Commands sent so far.</summary>
    public long Commands { get; private set; }

    /// <summary>Sends a command and returns what follows OK in its answer; null if the answer is FAIL, whose reason is then in <paramref name="failure"/>.</summary>
    /// <exception cref="IOException">The server is gone, or talks another language.</exception>
    public string? TryExecute(string command, out string failure)
    {
        failure = "";
        Commands++;
        try
        {
            Send(Encoding.Latin1.GetBytes(command + "\n"));
            while (_lines.Next(out string? line))
            {
                string text = line ?? throw new IOException($"the answer to '{Shown(command)}' is too long");
                if (TakeInterrupt(text))
                {
                    continue;
                }
                if (text == "OK" || text.StartsWith("OK ", StringComparison.Ordinal))
                {
                    return text.Length > 3 ? text[3..] : "";
                }
                failure = text.StartsWith("FAIL", StringComparison.Ordinal) ? text[4..].Trim() : throw new IOException($"the answer to '{Shown(command)}' is '{Shown(text)}'");
                return null;
            }
        }
        catch (SocketException e)
        {
            throw new IOException($"the server is gone: {e.Message}", e);
        }
        throw new IOException("the server has closed the connection");
    }

    /// <summary>Sends a command and returns what follows OK in its answer.</summary>
    /// <exception cref="IOException">The answer is FAIL, or the server is gone.</exception>
    public string Execute(string command) => TryExecute(command, out string failure) ?? throw new IOException($"'{Shown(command)}' failed: {failure}");

    /// <summary>Reads 32 bits at a physical address.</summary>
    public uint Read32(ulong address) => (uint)Number(Execute($"readl 0x{address:x}"));

    /// <summary>Writes 32 bits at a physical address.</summary>
    public void Write32(ulong address, uint value) => Execute($"writel 0x{address:x} 0x{value:x}");

    /// <summary>Reads memory.</summary>
    public void Read(ulong address, Span<byte> bytes)
    {
        for (int at = 0; at < bytes.Length; at += MaxChunkBytes)
        {
            Span<byte> chunk = bytes.Slice(at, Math.Min(MaxChunkBytes, bytes.Length - at));
            string text = Execute($"b64read 0x{address + (ulong)at:x} {chunk.Length}");
            if (!Convert.TryFromBase64String(text, chunk, out int length) || length != chunk.Length)
            {
                throw new IOException($"b64read of {chunk.Length} bytes gave '{Shown(text)}'");
            }
        }
    }

    /// <summary>Writes memory.</summary>
    public void Write(ulong address, ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; at < bytes.Length; at += MaxChunkBytes)
        {
            ReadOnlySpan<byte> chunk = bytes.Slice(at, Math.Min(MaxChunkBytes, bytes.Length - at));
            Execute($"b64write 0x{address + (ulong)at:x} {chunk.Length} {Convert.ToBase64String(chunk)}");
        }
    }

    /// <summary>Moves the machine's time on and returns it, in nanoseconds.</summary>
    public long Step(long nanoseconds) => (long)Number(Execute(string.Create(CultureInfo.InvariantCulture, $"clock_step {nanoseconds}")));

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    internal static ulong Number(string text) => QtestNumber.TryParse(text, out ulong value) ? value : throw new IOException($"the answer '{Shown(text)}' is no number");

    // What the other side sent must not steer a terminal.
    private static string Shown(string text) =>
        string.Concat((text.Length > 60 ? text[..60] + "..." : text).Select(each => char.IsControl(each) ? '?' : each));

    private bool TakeInterrupt(string line)
    {
        string[] words = line.Split(' ');
        if (words.Length != 3 || words[0] != "IRQ" || !int.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return false;
        }
        Interrupt?.Invoke(number, words[1] == "raise");
        return true;
    }

    // A server that has closed may have said why, so its last lines are read whether this arrives or not.
    private void Send(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (bytes.Length > 0)
            {
                bytes = bytes[_socket.Send(bytes, SocketFlags.None)..];
            }
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.Shutdown or SocketError.ConnectionReset or SocketError.ConnectionAborted)
        {
        }
    }
}
