using System.Net.Sockets;
using System.Text;

namespace IpaEmbedded.Qtest;

/// <summary>Reads lines from a socket; their length is bounded, whatever the other side sends.</summary>
internal sealed class LineReader(Socket socket, int maxCharacters)
{
    private byte[] _bytes = new byte[4096];
    private int _start;
    private int _end;
    private int _searched;

    /// <summary>
    /// Waits for the next line and returns true; <paramref name="line"/> is null for one that was too long and has been
    /// skipped. Returns false when the other side has closed; a last line without end does not count.
    /// </summary>
    public bool Next(out string? line)
    {
        bool tooLong = false;
        while (true)
        {
            int at = _bytes.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                int end = _searched + at;
                int length = end - _start;
                if (length > 0 && _bytes[end - 1] == '\r')
                {
                    length--;
                }
                line = tooLong || length > maxCharacters ? null : Encoding.Latin1.GetString(_bytes, _start, length);
                _start = _searched = end + 1;
                return true;
            }
            if (_end - _start > maxCharacters)
            {
                tooLong = true;
                _start = _end = 0;
            }
            Fill();
            if (_searched == _end)
            {
                line = null;
                return false;
            }
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            _end -= _start;
            _start = 0;
        }
        if (_end == _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }
        _searched = _end;
        _end += socket.Receive(_bytes, _end, _bytes.Length - _end, SocketFlags.None);
    }
}
