using System.Net.Sockets;
using System.Text;

namespace IpaEmbedded.Qtest;

/// <summary>
/// Serves machines over a Unix socket in QEMU's qtest protocol: one client after the other, each with a machine of its
/// own as after power-on.
/// </summary>
public sealed class QtestServer : IDisposable
{
    /// <summary>Most characters of a line; a longer one is answered with FAIL and skipped.</summary>
    public const int MaxLineCharacters = (QtestSession.MaxBytes * 2) + 256;

    private readonly string _path;
    private readonly Func<QtestSession> _start;
    private readonly Socket _listener;

    /// <summary>Listens; what lies at the path must be a socket that nobody serves any more, or nothing.</summary>
    /// <exception cref="IOException">The socket cannot be made.</exception>
    public QtestServer(string path, Func<QtestSession> start)
    {
        _path = path;
        _start = start;
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            var address = new UnixDomainSocketEndPoint(path);
            if (File.Exists(path) && !IsServed(address))
            {
                File.Delete(path);
            }
            _listener.Bind(address);
            _listener.Listen(1);
        }
        catch (Exception e) when (e is SocketException or ArgumentException or UnauthorizedAccessException)
        {
            _listener.Dispose();
            throw new IOException($"cannot listen on {path}: {e.Message}", e);
        }
    }

    /// <summary>Serves clients until the server is disposed, or only the first one.</summary>
    public void Run(bool once = false)
    {
        do
        {
            Socket client;
            try
            {
                client = _listener.Accept();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
            using (client)
            using (QtestSession session = _start())
            {
                Serve(client, session);
            }
        }
        while (!once);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        try
        {
            File.Delete(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A socket that stays behind is found and replaced by the next server.
        }
    }

    private static void Serve(Socket client, QtestSession session)
    {
        var lines = new LineReader(client, MaxLineCharacters);
        try
        {
            while (lines.Next(out string? line))
            {
                string answer = line is null ? $"FAIL a line has at most {MaxLineCharacters} characters\n" : session.Execute(line);
                Send(client, Encoding.Latin1.GetBytes(answer));
            }
        }
        catch (SocketException)
        {
            // The client is gone, and with it its machine.
        }
    }

    private static void Send(Socket client, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[client.Send(bytes, SocketFlags.None)..];
        }
    }

    private static bool IsServed(UnixDomainSocketEndPoint address)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(address);
            return true;
        }
        catch (SocketException e)
        {
            // Only a socket without a listener refuses; a file that is no socket stays where it is.
            return e.SocketErrorCode != SocketError.ConnectionRefused || new FileInfo(address.ToString()!).Length > 0;
        }
    }
}
